package dev.holdfast.planner.implied;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Kind;
import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The first console and the first serial device, which are one device under two names. */
public final class Consoles {

    /** Targets of a serial device for which a console is added. */
    private static final Set<String> WITH_CONSOLE = Set.of("isa-serial", "spapr-vio-serial", "system-serial", "sclp-serial");

    /** From here on consoles after one that was added count it; 9.0 doesn't, 11.3 does. */
    private static final Version RENUMBERED = Versions.libvirt(9, 1);

    private Consoles() {}

    /** Adds the one where only the other is there. */
    public static void add(Plan plan) {
        List<Draft> consoles = plan.devices(Ranks.CONSOLE);
        for (Draft console : consoles.isEmpty() ? consoles : consoles.subList(1, consoles.size())) {
            if (isSerial(console)) {
                throw console.rejected(
                        "a <console> of type serial that isn't the first one", "Put it first, or give it a target of type virtio");
            }
        }
        List<Draft> serials = plan.devices(Ranks.SERIAL);
        if (!consoles.isEmpty() && isSerial(consoles.getFirst())) {
            if (serials.isEmpty()) {
                serial(consoles.getFirst(), plan);
            }
            strip(consoles.getFirst());
        } else if (!serials.isEmpty() && WITH_CONSOLE.contains(String.valueOf(serials.getFirst().at("target@type")))) {
            Draft console = plan.devices().add("console").set("type", "pty");
            console.make("target").set("type", "serial");
            List<Draft> order = new ArrayList<>(consoles);
            order.addFirst(console);
            plan.devices().reorder("console", order);
            for (int i = 0; i < order.size() && plan.since(RENUMBERED); i++) {
                order.get(i).make("target").set("port", i);
            }
        }
    }

    private static boolean isSerial(Draft console) {
        return "serial".equals(console.at("target@type"));
    }

    private static void serial(Draft console, Plan plan) {
        Draft serial = plan.devices().add("serial");
        share(console, serial);
        serial.make("target").set("port", "0");
        Kind kind = Kinds.of(serial);
        if (kind != null) {
            kind.complete(serial, plan);
        }
    }

    /** Writes the first console, where it is a serial one, as the serial device that it is. */
    public static void mirror(Plan plan) {
        List<Draft> consoles = plan.devices(Ranks.CONSOLE);
        List<Draft> serials = plan.devices(Ranks.SERIAL);
        if (consoles.isEmpty() || serials.isEmpty() || !isSerial(consoles.getFirst())) {
            return;
        }
        Draft console = consoles.getFirst();
        strip(console);
        Draft serial = serials.getFirst();
        share(serial, console);
        console.make("target").set("port", serial.at("target@port"));
    }

    /** Whatever the owner wrote of it: it is the serial device's that counts. */
    private static void strip(Draft console) {
        for (Draft part : List.copyOf(console.children())) {
            if (!part.name().equals("target")) {
                console.remove(part.name());
            }
        }
    }

    /** The parts of both stand at the same positions, so that one draft can be part of both. */
    private static void share(Draft from, Draft to) {
        to.set("type", from.get("type"));
        for (Draft part : from.children()) {
            if (!part.name().equals("target")) {
                to.add(part);
            }
        }
    }
}

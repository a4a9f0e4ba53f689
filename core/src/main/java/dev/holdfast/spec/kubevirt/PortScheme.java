package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Place;
import dev.holdfast.spec.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many ports KubeVirt keeps free for devices to come, and where, by the scheme that the VM began with: v1 right behind
 * the cards' ports; v2 likewise, by memory; v3 as v1, and the difference to v2 behind everything.
 */
final class PortScheme {

    static final String VERSION = "kubevirt.io/pci-topology-version";
    static final String SLOTS = "kubevirt.io/pci-interface-slot-count";

    private static final long LARGE = 2L << 30;

    private final Vmi vmi;
    private final List<Part> devices;

    PortScheme(Vmi vmi, List<Part> devices) {
        this.vmi = vmi;
        this.devices = devices;
    }

    Reserved reserved(boolean isExpress) {
        Field version = annotation(VERSION);
        String scheme = version.isThere() ? version.word(Set.of("v1", "v2", "v3")) : "v3";
        Long slots = slots();
        if (!isExpress || scheme == null || vmi.has(RootComplex.ANNOTATION)) {
            return Reserved.NONE;
        }
        long cards = cards();
        long v1 = cards == 0 ? 0 : Math.max(0, 4 - cards);
        Long memory = vmi.memory();
        boolean large = memory != null && memory > LARGE;
        long used = RootComplex.countIn(devices);
        long all = large ? Math.max(16 - used, 6) : Math.max(8 - used, 3);
        long placeholders = !scheme.equals("v2") ? v1 : slots == null ? all : Math.max(0, slots - cards);
        long appended = scheme.equals("v1") ? 0 : Math.max(0, all - placeholders);
        return new Reserved(placeholders(placeholders), (int) appended);
    }

    private long cards() {
        long listed = vmi.devices().at("interfaces").items().size();
        return listed > 0 ? listed : devices.stream().filter(one -> one.name().equals("interface")).count();
    }

    private Field annotation(String key) {
        return vmi.metadata().at("annotations").at(key);
    }

    /** A bus has no more slots than this for all root ports of a guest. */
    private @Nullable Long slots() {
        Field field = annotation(SLOTS);
        String text = field.text();
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > 255) {
            field.complain("is " + text + ", which is no number of ports", "Write a number from 0 to 255, in quotes");
            return null;
        }
        return Long.valueOf(text);
    }

    private List<Element> placeholders(long count) {
        List<Element> cards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cards.add(Element.of("interface", "type", "ethernet")
                    .plus(Element.of("model", "type", vmi.virtioModel()))
                    .plus(Element.of("alias", "name", "ua-holdfast-placeholder-" + i))
                    .at(new Place("KubeVirt's port scheme", 0, 0)));
        }
        return cards;
    }
}

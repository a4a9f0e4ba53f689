package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much memory a domain has: {@code <maxMemory>}, {@code <memory>}, {@code <currentMemory>}. */
final class Memory {

    /** From it on, a domain with room for memory devices and no NUMA cell is given one. */
    private static final Version CELL_BY_ITSELF = Versions.libvirt(9, 6);

    /** From it on, there may be room for memory devices that need no slot. */
    private static final Version WITHOUT_SLOTS = Versions.libvirt(9, 5);

    static final Shape MAXIMUM = Shape.of("maxMemory")
            .attr("slots", Forms.decimal(0, 0xffff_ffffL))
            .text(Sizes.kib("unit"))
            .constant("unit", "KiB");
    static final Shape TOTAL = Shape.of("memory")
            .attr("dumpCore", Forms.ON_OFF)
            .text(Sizes.kib("unit"))
            .constant("unit", "KiB");
    static final Shape CURRENT = Sizes.element("currentMemory");

    private Memory() {}

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        long devices = ofDevices(plan);
        Draft memory = domain.make("memory");
        long total = Sizes.of(memory);
        addCell(plan, total, devices);
        long cells = Numa.memory(domain);
        if (cells > 0) {
            total = cells + devices;
        } else if (devices > total) {
            throw memory.rejected(
                    "The memory devices have " + devices + " KiB together, and the domain " + total + " KiB",
                    "Let <memory> say how much there is with all devices");
        }
        if (total - devices == 0) {
            throw memory.rejected("The domain has no memory", "Say how much, in <memory> or in <numa>");
        }
        memory.text(Long.toString(total)).set("unit", "KiB");
        Draft current = domain.make("currentMemory");
        long balloon = Sizes.of(current);
        current.text(Long.toString(balloon == 0 ? total : Math.min(balloon, total))).set("unit", "KiB");
        maximum(plan, total);
    }

    private static void maximum(Plan plan, long total) {
        Draft domain = plan.domain();
        Draft maximum = domain.child("maxMemory");
        if (maximum == null) {
            return;
        }
        long most = Sizes.of(maximum);
        if (most == 0) {
            if (maximum.number("slots", 0) > 0) {
                throw maximum.rejected("There are memory slots, but no maximum of memory", "Say it in <maxMemory>");
            }
            domain.remove("maxMemory");
        } else if (most < total) {
            throw maximum.rejected(
                    "The maximum of memory, " + most + " KiB, is less than the memory, " + total + " KiB",
                    "Raise <maxMemory>");
        } else if (maximum.number("slots", 0) == 0) {
            if (!plan.since(WITHOUT_SLOTS)) {
                throw maximum.rejected("There is a maximum of memory, but no slot for it", "Give <maxMemory> slots");
            }
            maximum.set("slots", null);
        }
    }

    private static void addCell(Plan plan, long total, long devices) {
        Draft domain = plan.domain();
        if (Sizes.of(domain.child("maxMemory")) == 0 || Numa.cells(domain).size() > 0) {
            return;
        }
        Draft maximum = domain.make("maxMemory");
        if (!plan.since(CELL_BY_ITSELF)) {
            throw maximum.rejected(
                    "Memory can be plugged into NUMA cells only, and the domain has none",
                    "Give <cpu> a <numa> with a <cell>");
        }
        if (devices > total) {
            return;
        }
        Numa.addCell(domain, total - devices);
        for (Draft device : plan.devices(Ranks.MEMORY)) {
            Draft target = device.child("target");
            if (target != null
                    && !target.hasChild("node")
                    && (device.is("model", "dimm") || device.is("model", "nvdimm") || device.is("model", "virtio-mem"))) {
                target.make("node").text("0");
            }
        }
    }

    /** Looks whether there is room for the memory devices. */
    static void check(Plan plan) {
        Draft domain = plan.domain();
        List<Draft> devices = plan.devices(Ranks.MEMORY);
        Draft maximum = domain.child("maxMemory");
        if (maximum == null) {
            if (!devices.isEmpty()) {
                throw devices.getFirst().rejected(
                        "There is a memory device, but no maximum of memory", "Give the domain a <maxMemory>");
            }
            return;
        }
        long slots = 0;
        for (Draft device : devices) {
            slots += device.is("model", "dimm") || device.is("model", "nvdimm") ? 1 : 0;
        }
        if (slots > maximum.number("slots", 0)) {
            throw maximum.rejected(
                    slots + " memory devices need a slot, and there are " + maximum.number("slots", 0),
                    "Raise the slots of <maxMemory>");
        }
        long plugged = ofDevices(plan);
        long initial = Sizes.of(domain.child("memory")) - plugged;
        if (plugged > Sizes.of(maximum) - initial) {
            throw maximum.rejected(
                    "The memory devices have " + plugged + " KiB together, more than <maxMemory> leaves", "Raise it");
        }
    }

    private static long ofDevices(Plan plan) {
        long sum = 0;
        for (Draft device : plan.devices(Ranks.MEMORY)) {
            @Nullable Draft target = device.child("target");
            sum += Sizes.of(target == null ? null : target.child("size"));
        }
        return sum;
    }
}

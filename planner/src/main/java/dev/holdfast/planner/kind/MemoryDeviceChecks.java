package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What libvirt doesn't take of a memory device. */
final class MemoryDeviceChecks {

    private static final Version NODES_CHECKED = Versions.libvirt(7, 4);
    private static final Version RANGES_CHECKED = Versions.libvirt(9, 4);

    /** The QEMU whose virtio-mem takes slots as it needs them. */
    private static final Version DYNAMIC_SLOTS = new Version(8, 2, 0);

    private static final long KIB = 1024;
    private static final long PAGE_KIB = 4;
    private static final long HUGE_PAGE_KIB = 2048;
    private static final long LEAST_LABEL_KIB = 128;

    private MemoryDeviceChecks() {}

    static void check(Draft memory, Plan plan) {
        String model = memory.get("model", "");
        String of = "Memory device " + model;
        Draft target = Objects.requireNonNull(memory.child("target"));
        checkNode(memory, target, model, of, plan);
        checkAddress(memory, model, of, plan);
        switch (model) {
            case "nvdimm" -> checkNvdimm(memory, target, of);
            case "virtio-pmem" -> checkPmem(memory, target, of);
            case "virtio-mem" -> checkVirtio(memory, target, of, plan);
            case "sgx-epc" -> throw memory.unmodelled("memory devices of model sgx-epc, which need a host with SGX");
            default -> {
                // A dimm is just memory.
            }
        }
        checkRange(memory, of, plan);
    }

    private static void checkNode(Draft memory, Draft target, String model, String of, Plan plan) {
        int cells = cells(plan);
        Draft node = target.child("node");
        if (node != null && node.text() != null && plan.since(NODES_CHECKED)) {
            if (Integer.parseInt(node.text()) >= cells) {
                throw memory.rejected(
                        of + " is in NUMA node " + node.text() + ", and there are " + cells,
                        "Correct <node>, or add a <cell> to <numa>");
            }
        } else if (node == null && cells > 0 && !model.equals("virtio-pmem") && !model.equals("sgx-epc")) {
            throw memory.rejected(of + " doesn't say in which NUMA node it is", "Write <node> in <target>");
        }
    }

    private static int cells(Plan plan) {
        Draft cpu = plan.domain().child("cpu");
        Draft numa = cpu == null ? null : cpu.child("numa");
        return numa == null ? 0 : numa.children("cell").size();
    }

    private static void checkAddress(Draft memory, String model, String of, Plan plan) {
        Draft address = memory.child("address");
        if (address == null) {
            return;
        }
        boolean isDimm = model.equals("dimm") || model.equals("nvdimm");
        if (!address.is("type", isDimm ? "dimm" : "pci")) {
            throw memory.rejected(
                    of + ": an address of type " + address.get("type") + " isn't for it",
                    "Take <address> away; one that fits is found");
        }
        if (!isDimm) {
            return;
        }
        Draft most = plan.domain().child("maxMemory");
        int slots = most == null ? 0 : most.number("slots", 0);
        int slot = address.number("slot", 0);
        if (slot >= slots) {
            throw memory.rejected(
                    of + " is in slot " + slot + ", and there are " + slots, "Raise the slots of <maxMemory>");
        }
        for (Draft other : plan.devices(Ranks.MEMORY)) {
            Draft theirs = other == memory ? null : Addresses.of(other, Addresses.DIMM);
            if (theirs != null && theirs.number("slot", 0) == slot) {
                throw memory.rejected(of + " is in slot " + slot + ", which another has", "Give it another slot");
            }
        }
    }

    private static void checkNvdimm(Draft memory, Draft target, String of) {
        requirePath(memory, of);
        if (memory.hasChild("uuid")) {
            throw memory.rejected(of + ": <uuid> is for another architecture", "Take it away");
        }
        Draft label = target.child("label");
        long size = label == null ? 0 : MemoryDevice.kib(label, "size");
        if (size > 0 && size < LEAST_LABEL_KIB || size >= MemoryDevice.kib(target, "size")) {
            throw memory.rejected(
                    of + ": its label has " + size + " KiB",
                    "It is of " + LEAST_LABEL_KIB + " KiB at least, and smaller than the device");
        }
    }

    private static void checkPmem(Draft memory, Draft target, String of) {
        requirePath(memory, of);
        if (!memory.is("access", "shared")) {
            throw memory.rejected(of + " is written to its file", "Write access='shared'");
        }
        if (target.hasChild("node")) {
            throw memory.rejected(of + " is in no NUMA node", "Take <node> away");
        }
        if (base(memory) % (PAGE_KIB * KIB) != 0) {
            throw memory.rejected(of + ": its address isn't that of a page", "Write a multiple of 0x1000");
        }
    }

    private static void requirePath(Draft memory, String of) {
        Draft source = memory.child("source");
        Draft path = source == null ? null : source.child("path");
        if (path == null || path.text() == null) {
            throw memory.rejected(of + " has no file", "Write <source><path>...</path></source>");
        }
        if (memory.is("discard", "yes")) {
            throw memory.rejected(of + ": what a file holds isn't discarded", "Take discard away");
        }
    }

    private static void checkVirtio(Draft memory, Draft target, String of, Plan plan) {
        long block = MemoryDevice.kib(target, "block");
        long requested = MemoryDevice.kib(target, "requested");
        if (Long.bitCount(block) != 1 || block < HUGE_PAGE_KIB) {
            throw memory.rejected(
                    of + ": its blocks have " + block + " KiB", "A power of two is taken, from 2048 KiB on");
        }
        if (requested > MemoryDevice.kib(target, "size") || requested % block != 0) {
            throw memory.rejected(
                    of + ": " + requested + " KiB are requested", "Request whole blocks, at most the size");
        }
        if (base(memory) % (block * KIB) != 0) {
            throw memory.rejected(of + ": its address isn't that of a block", "Write a multiple of the block's size");
        }
        if (target.is("dynamicMemslots", "yes") && !plan.platform().qemu().isSince(DYNAMIC_SLOTS)) {
            throw memory.rejected(of + ": QEMU " + plan.platform().qemu() + " has no dynamicMemslots", "Take it away");
        }
    }

    private static void checkRange(Draft memory, String of, Plan plan) {
        long start = base(memory);
        if (start == 0) {
            return;
        }
        boolean whole = plan.since(RANGES_CHECKED);
        List<Draft> devices = plan.devices().children();
        for (int i = 0; i < devices.size(); i++) {
            Draft other = devices.get(i);
            long theirs = other == memory || !other.name().equals("memory") ? 0 : base(other);
            if (theirs == 0) {
                continue;
            }
            boolean overlaps = start == theirs
                    || whole && (start < theirs ? start + mapped(memory) > theirs : theirs + mapped(other) > start);
            if (overlaps) {
                throw memory.rejected(
                        of + " at " + hex(start) + " overlaps another at " + hex(theirs), "Give it another base");
            }
        }
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Where a device's memory begins; 0 where nothing says it. */
    private static long base(Draft memory) {
        Draft address = Addresses.of(memory, Addresses.DIMM);
        String base = address == null ? memoryBase(memory) : address.get("base");
        return base == null ? 0 : Long.decode(base);
    }

    private static @Nullable String memoryBase(Draft memory) {
        Draft target = memory.child("target");
        Draft address = target == null || !memory.get("model", "").startsWith("virtio-") ? null : target.child("address");
        return address == null ? null : address.get("base");
    }

    /** How many bytes of a guest's memory a device takes: an NVDIMM's label isn't among them. */
    private static long mapped(Draft memory) {
        Draft target = Objects.requireNonNull(memory.child("target"));
        long size = MemoryDevice.kib(target, "size");
        Draft label = memory.is("model", "nvdimm") ? target.child("label") : null;
        if (label != null) {
            Draft source = memory.child("source");
            long written = source == null ? 0 : MemoryDevice.kib(source, "alignsize");
            long align = written == 0 ? PAGE_KIB : written;
            size -= (MemoryDevice.kib(label, "size") + align - 1) / align * align;
        }
        return size * KIB;
    }
}

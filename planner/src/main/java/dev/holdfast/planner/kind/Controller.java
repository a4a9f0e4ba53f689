package dev.holdfast.planner.kind;

import dev.holdfast.domain.NormalForm;
import dev.holdfast.planner.kind.PciModel.Option;
import dev.holdfast.planner.shape.AttributeOf;
import dev.holdfast.planner.shape.ChildOf;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Preset;
import dev.holdfast.planner.shape.Presets;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code <controller>}: of which models there are by type, and which options each may have. */
public final class Controller implements Kind {

    /** Ports of an xHCI controller in QEMU. */
    private static final int MOST_XHCI_PORTS = 15;

    private static final Form NUMBER = Forms.number(0, Integer.MAX_VALUE);

    private static final Map<String, Form> MODELS = Map.of(
            "pci", Forms.oneOf(PciModel.words()),
            "usb",
                    Forms.oneOf(
                            "piix3-uhci",
                            "piix4-uhci",
                            "ehci",
                            "ich9-ehci1",
                            "ich9-uhci1",
                            "ich9-uhci2",
                            "ich9-uhci3",
                            "vt82c686b-uhci",
                            "pci-ohci",
                            "nec-xhci",
                            "qusb1",
                            "qusb2",
                            "qemu-xhci",
                            "none"),
            "scsi",
                    Forms.oneOf(
                            "auto",
                            "buslogic",
                            "lsilogic",
                            "lsisas1068",
                            "vmpvscsi",
                            "ibmvscsi",
                            "virtio-scsi",
                            "lsisas1078",
                            "virtio-transitional",
                            "virtio-non-transitional",
                            "ncr53c90",
                            "dc390",
                            "am53c974"),
            "ide", Forms.oneOf("piix3", "piix4", "ich6"),
            "virtio-serial", Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional"));

    private static final Map<String, Integer> COMPANION_PORTS = Map.of("ich9-uhci1", 0, "ich9-uhci2", 2, "ich9-uhci3", 4);

    private static final Set<String> VIRTIO_SCSI = Set.of("virtio-scsi", "virtio-transitional", "virtio-non-transitional");

    private static final List<String> VIRTIO_SCSI_OPTIONS =
            List.of("queues", "cmd_per_lun", "max_sectors", "ioeventfd", "iothread");

    private static final Shape DRIVER = Common.virtio(Shape.of("driver")
            .attr("queues", Forms.UINT_UNLESS_ZERO)
            .attr("cmd_per_lun", Forms.UINT_UNLESS_ZERO)
            .attr("max_sectors", Forms.UINT_UNLESS_ZERO)
            .attr("ioeventfd", Forms.ON_OFF)
            .attr("iothread", Forms.UINT_UNLESS_ZERO));

    private static final Shape PCI_TARGET = Shape.of("target")
            .attr("chassisNr", NUMBER)
            .attr("chassis", NUMBER)
            .attr("port", Forms.hex(31, 1))
            .attr("busNr", NUMBER)
            .attr("index", NUMBER)
            .attr("hotplug", Forms.ON_OFF)
            .attr("memReserve", Forms.number(1, Long.MAX_VALUE), Versions.libvirt(10, 3))
            .child(Shape.text("node", NUMBER));

    private static final Shape OTHER_TARGET = Shape.of("target")
            .ignores("@chassisNr", "@chassis", "@port", "@busNr", "@index", "@hotplug", "@memReserve", "node");

    private static final Shape MADE_AS = Shape.of("model").attr("name", Forms.oneOf(devices()));

    private static final Shape SHAPE = Shape.of("controller")
            .attr("type", Forms.oneOf("ide", "fdc", "scsi", "sata", "virtio-serial", "ccid", "usb", "pci", "xenbus", "isa"))
            .attr("index", NUMBER)
            .attr("model", (written, spot) -> {
                // One without a type is read as the first of libvirt's types.
                Form models = MODELS.get(Objects.requireNonNullElse(spot.element().attribute("type"), "ide"));
                if (models == null) {
                    throw spot.rejected(written, "a controller of this type has no models");
                }
                return models.read(written, spot);
            })
            .attr("ports", NUMBER)
            .attr("vectors", NUMBER)
            .child(MADE_AS)
            .child("target", Controller::target)
            .child(DRIVER)
            .child("alias", by -> Common.ALIAS)
            .child(Shape.of("master").attr("startport", NUMBER))
            .child(Common.ACPI)
            .child("address", Addresses.byType())
            .child(Shape.of("pcihole64").attr("unit", Forms.TEXT).text(Forms.TEXT));

    /** Its type: pci, usb, scsi and so on. */
    public static final AttributeOf TYPE = AttributeOf.named(SHAPE, "type");

    /** Its number among those of its type. */
    public static final AttributeOf INDEX = AttributeOf.named(SHAPE, "index");

    /** Its model, of which each type has its own. */
    public static final AttributeOf MODEL = AttributeOf.named(SHAPE, "model");

    private static final ChildOf DEVICE = ChildOf.named(SHAPE, "model");
    private static final ChildOf TARGET = ChildOf.named(SHAPE, "target");

    /** Indexes as texts: those that PCI controllers may have, of which a domain has most. */
    private static final String[] INDEXES = new String[256];

    static {
        for (int i = 0; i < INDEXES.length; i++) {
            INDEXES[i] = Integer.toString(i);
        }
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    /** As which of QEMU's devices a PCI controller is made that nobody wrote: as its model's first. */
    private static final Map<PciModel, Preset> FIRST_DEVICES = new EnumMap<>(PciModel.class);

    static {
        for (PciModel model : PciModel.values()) {
            if (!model.devices().isEmpty()) {
                FIRST_DEVICES.put(model, Preset.of(MADE_AS, model.devices().getFirst()));
            }
        }
    }

    /** Which chassis and port a PCI controller is, by both. */
    private static final Presets TARGETS = new Presets(
            256 << 8, both -> Preset.of(PCI_TARGET, null, Integer.toString(both >> 8), Forms.inHex(both & 0xff, 1)));

    /** PCI controllers that nobody wrote, by their models and indexes. */
    private static final Map<PciModel, Presets> PCI = new EnumMap<>(PciModel.class);

    static {
        for (PciModel model : PciModel.values()) {
            PCI.put(model, new Presets(INDEXES.length, index -> Preset.of(SHAPE, "pci", INDEXES[index], model.word())));
        }
    }

    /** A PCI controller that nobody wrote. */
    static Draft of(PciModel model, int index) {
        return Draft.of(Objects.requireNonNull(PCI.get(model)).at(index));
    }

    /** One of another type that nobody wrote; a null model is left to the type's default. */
    static Draft of(String type, int index, @Nullable String model) {
        return Draft.with(SHAPE, type, index < INDEXES.length ? INDEXES[index] : Integer.toString(index), model);
    }

    /** Says as which of QEMU's devices a PCI controller is made, where nothing says so: as its model's first. */
    public static void made(Draft controller, PciModel model) {
        Draft as = controller.child(DEVICE);
        if (as == null) {
            controller.add(DEVICE, Draft.of(Objects.requireNonNull(FIRST_DEVICES.get(model))));
        } else {
            as.setIfAbsent("name", model.devices().getFirst());
        }
    }

    /** Says which chassis and port a PCI controller is, as far as nothing says so: the chassis of its index. */
    public static void port(Draft controller, int port) {
        int chassis = controller.number(INDEX, 0);
        Draft target = controller.child(TARGET);
        if (target == null) {
            controller.add(TARGET, Draft.of(TARGETS.at(chassis << 8 | port)));
        } else {
            target.setIfAbsent("chassis", Integer.toString(chassis)).setIfAbsent("port", Forms.inHex(port, 1));
        }
    }

    private static Shape target(Selection by) {
        return by.parent().is("type", "pci") ? PCI_TARGET : OTHER_TARGET;
    }

    private static String[] devices() {
        return List.of(PciModel.values()).stream()
                .flatMap(model -> model.devices().stream())
                .toArray(String[]::new);
    }

    /** What stands in a controller as soon as it has been read; its place among the others depends on it. */
    public static void settle(Draft controller) {
        if (!controller.has(TYPE)) {
            controller.set("type", "ide");
        }
        String type = controller.get(TYPE, "");
        if (type.equals("usb")) {
            Integer port = COMPANION_PORTS.get(controller.get(MODEL, ""));
            if (port != null) {
                controller.make("master").setIfAbsent("startport", port.toString());
            }
            if (controller.is(MODEL, "none")) {
                controller.remove("address");
                controller.remove("alias");
            }
        }
        if (!type.equals("virtio-serial")) {
            controller.set("vectors", null);
            if (!type.equals("usb")) {
                controller.set("ports", null);
            }
        }
        if (!type.equals("pci")) {
            controller.remove("model");
            controller.remove("target");
            controller.remove("pcihole64");
        }
    }

    @Override
    public void complete(Draft controller, Plan plan) {
        switch (controller.get(TYPE, "")) {
            case "usb" -> completeUsb(controller);
            case "pci" -> completePci(controller, plan);
            default -> {
                // The others' models are the drives' and channels' concern.
            }
        }
    }

    private static void completeUsb(Draft controller) {
        controller.setIfAbsent("model", "piix3-uhci");
        String model = controller.get(MODEL, "");
        if (model.equals("qusb1") || model.equals("qusb2")) {
            throw controller.rejected("USB controller model " + model + " is Xen's", "Use qemu-xhci");
        }
        if (model.endsWith("-xhci") && controller.number("ports", 0) > MOST_XHCI_PORTS) {
            throw controller.rejected(
                    "A " + model + " controller has at most " + MOST_XHCI_PORTS + " ports",
                    "Add a hub for more devices");
        }
    }

    private static void completePci(Draft controller, Plan plan) {
        PciModel model = PciModel.of(controller.get(MODEL));
        if (model == null) {
            throw controller.rejected(label(controller) + ": a PCI controller needs a model", "Say which: pcie-root-port, pci-bridge …");
        }
        boolean isRoot = model.plugsInto() == null;
        if (isRoot && controller.number(INDEX, 0) != 0) {
            throw controller.rejected(label(controller) + ": a " + model.word() + " has index 0", "Correct its index, or remove it");
        }
        if (model == PciModel.EXPANDER_BUS && !plan.isI440fx() || model == PciModel.PCIE_EXPANDER_BUS && !plan.isQ35()) {
            throw controller.rejected(
                    label(controller) + ": the machine " + plan.machine() + " takes no " + model.word(),
                    plan.isQ35() ? "Use a pcie-expander-bus" : "Use a pci-expander-bus, or the machine q35");
        }
        hole(controller, isRoot);
    }

    /** The size of the hole for 64-bit addresses is written in KiB; other controllers have none. */
    private static void hole(Draft controller, boolean isRoot) {
        Draft hole = controller.child("pcihole64");
        if (hole == null) {
            return;
        }
        if (!isRoot) {
            controller.remove(hole);
            return;
        }
        String unit = hole.get("unit", "KiB");
        BigInteger bytes = NormalForm.bytes(hole.text() == null ? "" : hole.text(), unit)
                .orElseThrow(() -> controller.rejected("pcihole64 " + hole.text() + " " + unit + " is no size", ""));
        BigInteger kib = bytes.add(BigInteger.valueOf(1023)).shiftRight(10);
        hole.set("unit", "KiB").text(kib.toString());
    }

    @Override
    public void check(Draft controller, Plan plan) {
        if (controller.written() == null && controller.is(TYPE, "pci")) {
            // Made as it has to be: its index is a bus's, its chassis and port come from its place.
            return;
        }
        checkDriver(controller);
        switch (controller.get(TYPE, "")) {
            case "pci" -> checkPci(controller, plan);
            case "ide" -> checkIde(controller, plan);
            default -> {
                // Nothing that a shape doesn't say.
            }
        }
    }

    private static void checkDriver(Draft controller) {
        Draft driver = controller.child("driver");
        if (driver == null || controller.is(TYPE, "scsi") && VIRTIO_SCSI.contains(controller.get(MODEL, ""))) {
            return;
        }
        for (String option : VIRTIO_SCSI_OPTIONS) {
            if (driver.has(option)) {
                throw controller.rejected(
                        label(controller) + ": only a virtio-scsi controller has " + option, "Remove it, or use virtio-scsi");
            }
        }
    }

    private static void checkIde(Draft controller, Plan plan) {
        if (!plan.isI440fx()) {
            throw controller.rejected(
                    "The machine " + plan.machine() + " has no IDE controller", "Use the bus sata, scsi or virtio");
        }
        if (controller.number(INDEX, 0) != 0) {
            throw controller.rejected(
                    "The machine " + plan.machine() + " has one IDE controller, index 0", "Use the bus sata, scsi or virtio");
        }
    }

    private static void checkPci(Draft controller, Plan plan) {
        PciModel model = PciModel.of(controller.get(MODEL));
        int index = controller.number(INDEX, 0);
        if (model == null || index > 255) {
            throw controller.rejected(label(controller) + ": an index is at most 255", "Give it a lower index");
        }
        if (model.plugsInto() == null) {
            if (controller.hasChild("address")) {
                throw controller.rejected(label(controller) + ": a " + model.word() + " has no address", "Remove its address");
            }
        } else if (index == 0) {
            throw controller.rejected(
                    label(controller) + ": index 0 is the root's", "Give it another index");
        }
        checkDevice(controller, model);
        Draft target = controller.child("target");
        if (target != null) {
            number(controller, target, "chassisNr", model.has(Option.CHASSIS_NR), 1, 255);
            number(controller, target, "chassis", model.has(Option.CHASSIS), 0, 255);
            number(controller, target, "port", model.has(Option.PORT), 0, 255);
            number(controller, target, "busNr", model.has(Option.BUS_NR), 1, 254);
            number(controller, target, "index", false, 0, 0);
            allowed(controller, target.has("hotplug"), "hotplug", hasHotplug(model, plan));
            allowed(controller, target.has("memReserve"), "memReserve", model.has(Option.MEM_RESERVE));
            allowed(controller, target.hasChild("node"), "node", model.has(Option.NODE));
            checkNode(controller, target, plan);
        }
    }

    private static void checkNode(Draft controller, Draft target, Plan plan) {
        Draft node = target.child("node");
        if (node == null || node.text() == null) {
            return;
        }
        Draft cpu = plan.domain().child("cpu");
        Draft numa = cpu == null ? null : cpu.child("numa");
        int cells = numa == null ? 0 : numa.children("cell").size();
        if (Integer.parseInt(node.text()) >= cells) {
            throw controller.rejected(
                    label(controller) + ": it is on NUMA node " + node.text() + ", and the domain has " + cells + " cells",
                    "Add the cell to <cpu><numa>");
        }
    }

    /** QEMU lets the roots and ports be told since 5.2 and 5.0, libvirt since 7.9 and 6.3. */
    private static boolean hasHotplug(PciModel model, Plan plan) {
        return model.has(Option.HOTPLUG) && (model != PciModel.PCI_ROOT || plan.since(Versions.libvirt(7, 9)));
    }

    private static void checkDevice(Draft controller, PciModel model) {
        String device = controller.at("model@name");
        if (device != null && !model.devices().contains(device)) {
            throw controller.rejected(
                    label(controller) + ": a " + model.word() + " is not made as " + device,
                    model.devices().isEmpty() ? "Remove its <model>" : "Use " + String.join(" or ", model.devices()));
        }
    }

    private static void number(Draft controller, Draft target, String option, boolean allowed, int least, int most) {
        if (!target.has(option)) {
            return;
        }
        allowed(controller, true, option, allowed);
        int value = target.number(option, least);
        if (value < least || value > most) {
            throw controller.rejected(
                    label(controller) + ": " + option + " " + value + " is not from " + least + " to " + most, "");
        }
    }

    private static void allowed(Draft controller, boolean isThere, String option, boolean allowed) {
        if (isThere && !allowed) {
            throw controller.rejected(
                    label(controller) + ": a " + controller.get(MODEL) + " has no " + option, "Remove it");
        }
    }

    /** As a user would name it: {@code controller pci 1}. */
    public static String label(Draft controller) {
        @Nullable String index = controller.get(INDEX);
        return "controller " + controller.get(TYPE, "ide") + (index == null ? "" : " " + index);
    }
}

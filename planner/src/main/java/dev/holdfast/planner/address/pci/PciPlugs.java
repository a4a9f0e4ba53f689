package dev.holdfast.planner.address.pci;

import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.Disk;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.PciSocket;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.ValuePath;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How each device plugs into PCI: conventional, as Express where the machine has a PCIe root, or not at all. Virtio devices
 * are Express there; transitional ones, and those that QEMU only has as such, are conventional on every machine.
 */
final class PciPlugs {

    private static final String TRANSITIONAL = "virtio-transitional";
    private static final ValuePath MODEL_TYPE = ValuePath.of("model@type");
    private static final Set<String> EXPRESS_CARDS = Set.of("e1000e", "igb");
    private static final Set<String> NO_PCI_SOUND = Set.of("sb16", "pcspk", "usb", "ich7");
    private static final Set<String> NO_PCI_VIDEO = Set.of("none", "ramfb", "gop", "default");

    private static final Map<PciModel, PciPlug> CONTROLLERS = new EnumMap<>(PciModel.class);

    static {
        for (PciModel model : PciModel.values()) {
            PciSocket socket = model.plugsInto();
            if (socket != null) {
                CONTROLLERS.put(model, PciPlug.controller(socket));
            }
        }
    }

    private final PciPlug express;

    PciPlugs(Plan plan) {
        express = plan.isQ35() ? PciPlug.PCIE : PciPlug.PCI;
    }

    /** How a device plugs in; null where it isn't a PCI device. */
    @Nullable PciPlug of(Draft device) {
        int rank = device.rank();
        if (rank == Ranks.CONTROLLER) {
            return controller(device);
        }
        if (rank == Ranks.DISK) {
            return device.is(Disk.TARGET, Disk.BUS, "virtio") ? virtio(device.get(Disk.MODEL)) : null;
        }
        if (rank == Ranks.INTERFACE) {
            return card(device);
        }
        if (rank == Ranks.INPUT) {
            return "virtio".equals(device.ifAny("bus")) ? virtio(device.ifAny("model")) : null;
        }
        if (rank == Ranks.VIDEO) {
            return video(device.at(MODEL_TYPE));
        }
        return other(device);
    }

    private @Nullable PciPlug other(Draft device) {
        return switch (device.name()) {
            case "filesystem" -> "mtp".equals(device.at("driver@type")) ? null : virtio(device.ifAny("model"));
            case "sound" -> sound(device);
            case "hostdev" -> hostdev(device);
            case "memballoon" -> "none".equals(device.ifAny("model")) ? null : virtio(device.ifAny("model"));
            case "rng", "vsock" -> virtio(device.ifAny("model"));
            case "watchdog" -> "i6300esb".equals(device.ifAny("model")) ? PciPlug.PCI : null;
            case "shmem", "crypto", "pstore" -> PciPlug.PCI;
            case "serial" -> "pci-serial".equals(device.at("target@type")) ? PciPlug.PCI : null;
            case "iommu" -> "virtio".equals(device.ifAny("model")) || "amd".equals(device.ifAny("model")) ? express.onBusZero() : null;
            case "memory" -> Objects.requireNonNullElse(device.ifAny("model"), "").startsWith("virtio-") ? express : null;
            case "panic" -> "pvpanic".equals(device.ifAny("model")) ? PciPlug.PCI.onBusZero() : null;
            default -> null;
        };
    }

    private PciPlug virtio(@Nullable String model) {
        return TRANSITIONAL.equals(model) ? PciPlug.PCI : express;
    }

    private @Nullable PciPlug controller(Draft controller) {
        String model = controller.get(Controller.MODEL, "");
        return switch (controller.get(Controller.TYPE, "")) {
            case "pci" -> {
                PciModel known = PciModel.of(model);
                yield known == null ? null : of(known);
            }
            case "sata", "ide" -> PciPlug.PCI;
            case "usb" -> model.equals("none") ? null : model.endsWith("-xhci") ? express : PciPlug.PCI;
            case "virtio-serial" -> virtio(model);
            case "scsi" ->
                switch (model) {
                    case "ncr53c90", "ibmvscsi" -> null;
                    case "virtio-scsi", "virtio-non-transitional" -> express;
                    default -> PciPlug.PCI;
                };
            default -> null;
        };
    }

    /** How a PCI controller plugs in; null where it is a root. */
    @Nullable PciPlug of(PciModel model) {
        return CONTROLLERS.get(model);
    }

    private @Nullable PciPlug card(Draft card) {
        String model = card.at(MODEL_TYPE);
        if ("hostdev".equals(card.ifAny("type"))) {
            return express;
        }
        if (model == null || EXPRESS_CARDS.contains(model)) {
            return express;
        }
        return switch (model) {
            case "usb-net" -> null;
            case "virtio", "virtio-non-transitional" -> express;
            default -> PciPlug.PCI;
        };
    }

    private @Nullable PciPlug sound(Draft sound) {
        String model = Objects.requireNonNullElse(sound.ifAny("model"), "");
        return NO_PCI_SOUND.contains(model) ? null : model.equals("virtio") ? express : PciPlug.PCI;
    }

    private @Nullable PciPlug video(@Nullable String model) {
        return model == null || NO_PCI_VIDEO.contains(model)
                ? null
                : model.equals("virtio") || model.equals("bochs") ? express : PciPlug.PCI;
    }

    /** A host's PCI device counts as Express: libvirt looks it up on its host, and takes one that isn't there for one. */
    private @Nullable PciPlug hostdev(Draft hostdev) {
        if (!"subsystem".equals(hostdev.ifAny("mode"))) {
            return null;
        }
        return switch (Objects.requireNonNullElse(hostdev.ifAny("type"), "")) {
            case "pci" -> express;
            case "scsi_host" -> virtio(hostdev.ifAny("model"));
            case "mdev" -> "vfio-pci".equals(hostdev.ifAny("model")) ? express : null;
            default -> null;
        };
    }
}

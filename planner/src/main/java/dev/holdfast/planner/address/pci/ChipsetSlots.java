package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.PciSocket;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import java.util.List;

/**
 * The slots that a chipset's own devices have, and those where certain devices are on real hardware of its kind: they go
 * there as long as nothing else is there.
 */
final class ChipsetSlots {

    private static final PciAddress IDE = at(1, 1);
    private static final PciAddress PIIX3_USB = at(1, 2);
    private static final PciAddress PIIX3_VIDEO = at(2, 0);
    private static final List<PciAddress> PIIX3 = List.of(at(1, 0), at(1, 3));

    private static final PciAddress SATA = at(0x1f, 2);
    private static final PciAddress ICH9_VIDEO = at(1, 0);
    private static final PciAddress ICH9_SOUND = at(0x1b, 0);
    private static final List<PciAddress> ICH9 = List.of(at(0x1f, 0), at(0x1f, 3));
    private static final List<PciAddress> ICH9_USB = List.of(at(0x1d, 0), at(0x1a, 0));
    private static final PciAddress DMI_BRIDGE = at(0x1e, 0);

    private static final PciPlug EXPRESS_AS_WRITTEN = new PciPlug(
            PciSocket.PCIE_DEVICE, false, false, false);

    private final Plan plan;
    private final PciBuses buses;
    private final PciDevices devices;

    ChipsetSlots(Plan plan, PciBuses buses, PciDevices devices) {
        this.plan = plan;
        this.buses = buses;
        this.devices = devices;
    }

    private static PciAddress at(int slot, int function) {
        return new PciAddress(0, 0, slot, function);
    }

    /** Takes them, and places the devices that belong there. */
    void take() {
        if (plan.isQ35()) {
            takeIch9();
        } else if (plan.isI440fx()) {
            takePiix3();
        }
    }

    /** True for a controller within the PIIX3 at its own address, which is taken with the chipset's other functions. */
    static boolean isPiix3(Draft device, PciAddress address) {
        return device.name().equals("controller")
                && (isFirst(device, "ide") && address.equals(IDE) || isPiix3Usb(device) && address.equals(PIIX3_USB));
    }

    private static boolean isPiix3Usb(Draft controller) {
        return isFirst(controller, "usb") && controller.is(Controller.MODEL, "piix3-uhci");
    }

    private static boolean isFirst(Draft controller, String type) {
        return controller.is(Controller.TYPE, type) && controller.number(Controller.INDEX, -1) == 0;
    }

    private void takePiix3() {
        for (PciDevice controller : devices.controllers()) {
            PciAddress fixed = isFirst(controller.draft(), "ide")
                    ? IDE
                    : isPiix3Usb(controller.draft()) ? PIIX3_USB : null;
            if (fixed != null) {
                fix(controller, fixed);
                buses.takeWritten(fixed, PciPlug.PCI, controller.draft());
            }
        }
        for (PciAddress own : PIIX3) {
            buses.takeWritten(own, PciPlug.PCI, null);
        }
        primaryVideo(PIIX3_VIDEO, PciPlug.PCI);
    }

    private void takeIch9() {
        List<PciDevice> controllers = devices.controllers();
        for (int i = 0; i < controllers.size(); i++) {
            PciDevice controller = controllers.get(i);
            Draft draft = controller.draft();
            if (isFirst(draft, "sata")) {
                boolean isTaken = controller.place() != null;
                fix(controller, SATA);
                if (!isTaken) {
                    buses.takeWritten(SATA, EXPRESS_AS_WRITTEN, draft);
                }
            } else if (draft.is("model", "ich9-uhci1") && controller.isUnaddressed()) {
                for (PciAddress usual : ICH9_USB) {
                    if (takeIfFree(controller, usual, true)) {
                        break;
                    }
                }
            }
        }
        List<PciController> pciControllers = devices.pciControllers();
        for (int i = 0; i < pciControllers.size(); i++) {
            PciDevice controller = pciControllers.get(i).device();
            if (pciControllers.get(i).model() == PciModel.DMI_TO_PCI_BRIDGE && controller.isUnaddressed()) {
                takeIfFree(controller, DMI_BRIDGE, false);
            }
        }
        for (PciAddress own : ICH9) {
            buses.takeWritten(own, EXPRESS_AS_WRITTEN, null);
        }
        primaryVideo(ICH9_VIDEO, EXPRESS_AS_WRITTEN);
        for (PciDevice sound : devices.sounds()) {
            if (sound.draft().is("model", "ich9") && sound.isWanted()) {
                takeIfFree(sound, ICH9_SOUND, false);
                break;
            }
        }
    }

    private boolean takeIfFree(PciDevice device, PciAddress address, boolean multifunction) {
        if (buses.isTaken(0, address.slot())) {
            return false;
        }
        buses.takeWritten(address, EXPRESS_AS_WRITTEN, device.draft());
        Draft placed = devices.placeForGood(device, address);
        if (multifunction) {
            placed.set("multifunction", "on");
        }
        return true;
    }

    private void fix(PciDevice controller, PciAddress fixed) {
        PciAddress written = controller.place();
        if (written == null) {
            if (controller.isWanted()) {
                devices.placeForGood(controller, fixed);
            }
        } else if (!written.equals(fixed)) {
            throw controller.draft()
                    .rejected(
                            Controller.label(controller.draft()) + " is a part of the machine's chipset, at PCI address "
                                    + fixed + ", not " + written,
                            "Remove its address, or give it another index");
        }
    }

    /** QEMU itself puts the first video card into the first slot that the chipset leaves. */
    private void primaryVideo(PciAddress usual, PciPlug plug) {
        PciDevice primary = devices.video();
        if (primary == null || primary.plug() == null || !primary.isWanted()) {
            return;
        }
        if (buses.isTaken(0, usual.slot())) {
            PciAddresses.next(buses, primary.plug(), primary);
        } else {
            buses.takeWritten(usual, plug, primary.draft());
            devices.placeForGood(primary, usual);
        }
    }
}

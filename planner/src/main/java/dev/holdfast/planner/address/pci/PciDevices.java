package dev.holdfast.planner.address.pci;

import dev.holdfast.domain.PciAddress;
import dev.holdfast.planner.kind.Controller;
import dev.holdfast.planner.kind.PciModel;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All PCI devices of a domain, in the orders in which libvirt goes through them. */
final class PciDevices {

    /** In which order written addresses are taken: of two that can't both be, the later is wrong. */
    private static final KindOrder TAKING = KindOrder.of(
            "disk",
            "interface",
            "sound",
            "hostdev",
            "video",
            "controller",
            "serial",
            "input",
            "filesystem",
            "watchdog",
            "memballoon",
            "rng",
            "shmem",
            "tpm",
            "panic",
            "memory",
            "iommu",
            "vsock",
            "crypto",
            "pstore");

    /** In which order devices without an address are placed; PCI controllers come before all. */
    private static final KindOrder PLACING = KindOrder.of(
            "filesystem",
            "interface",
            "sound",
            "controller",
            "disk",
            "hostdev",
            "memballoon",
            "rng",
            "watchdog",
            "video",
            "shmem",
            "input",
            "serial",
            "iommu",
            "vsock",
            "memory",
            "crypto",
            "panic",
            "pstore");

    private static final int CONTROLLER = Ranks.CONTROLLER;
    private static final int INTERFACE = Ranks.INTERFACE;
    private static final int SOUND = Ranks.SOUND;
    private static final int VIDEO = Ranks.VIDEO;

    private final PciPlugs plugs;
    private final List<PciController> pciControllers = new ArrayList<>();
    private final List<PciDevice> controllers = new ArrayList<>();
    private final List<PciDevice> written = new ArrayList<>();
    private final List<PciDevice> wanted;
    private final @Nullable PciDevice video;
    private final List<PciDevice> sounds = new ArrayList<>();

    PciDevices(Plan plan) {
        this.plugs = new PciPlugs(plan);
        List<Draft> drafts = plan.devices().children();
        List<PciDevice> open = new ArrayList<>(drafts.size());
        PciDevice firstVideo = null;
        boolean videoSeen = false;
        int hostCards = 0;
        List<PciDevice> cardsOfHost = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            PciDevice device = PciDevice.of(draft, plugs);
            int kind = draft.rank();
            boolean isVideo = kind == VIDEO;
            if (isVideo && !videoSeen) {
                firstVideo = device;
            }
            videoSeen |= isVideo;
            if (device == null) {
                continue;
            }
            boolean isController = kind == CONTROLLER;
            PciModel model = isController && draft.is(Controller.TYPE, "pci") ? PciModel.of(draft.get(Controller.MODEL)) : null;
            if (model != null && model.plugsInto() == null) {
                // A root with an address: nothing is placed there, and the controller's own check says what is wrong.
                continue;
            }
            if (model != null) {
                pciControllers.add(new PciController(device, model));
            } else if (isController) {
                controllers.add(device);
            } else if (kind == SOUND) {
                sounds.add(device);
            }
            if (device.place() != null) {
                written.add(device);
            } else if (isHostCard(draft)) {
                cardsOfHost.add(hostCards++, device);
            } else if (model == null) {
                open.add(device);
            }
        }
        video = firstVideo;
        TAKING.sort(written);
        PLACING.sort(open);
        wanted = withHostCards(open, cardsOfHost);
    }

    private static boolean isHostCard(Draft draft) {
        return draft.rank() == INTERFACE && draft.is("type", "hostdev");
    }

    /** A network card that is the host's is placed with the host's other devices, before them. */
    private static List<PciDevice> withHostCards(List<PciDevice> sorted, List<PciDevice> cards) {
        if (!cards.isEmpty()) {
            int at = 0;
            while (at < sorted.size() && PLACING.of(sorted.get(at)) < PLACING.of("hostdev")) {
                at++;
            }
            sorted.addAll(at, cards);
        }
        return sorted;
    }

    /** A PCI controller that is added. */
    PciDevice addPciController(Draft controller, PciModel model) {
        PciDevice device = PciDevice.unplaced(controller, plugs.of(model));
        pciControllers.add(new PciController(device, model));
        return device;
    }

    /** Places a device in a trial so that it stays there. */
    Draft placeForGood(PciDevice device, PciAddress at) {
        written.add(device);
        return device.place(at);
    }

    /** Those with an address, the owner's as a rule, in the order in which they take it. */
    List<PciDevice> written() {
        return written;
    }

    /** Those without one but PCI controllers, in the order in which they are placed. */
    List<PciDevice> wanted() {
        return wanted;
    }

    /** PCI controllers but for the roots, as they stand. */
    List<PciController> pciControllers() {
        return pciControllers;
    }

    /** The other controllers on PCI, as they stand. */
    List<PciDevice> controllers() {
        return controllers;
    }

    /** The first video card, if it is on PCI. */
    @Nullable PciDevice video() {
        return video;
    }

    /** Sound cards on PCI, as they stand. */
    List<PciDevice> sounds() {
        return sounds;
    }

    /** Where several functions share a slot, function 0 says so, unless its owner said that it doesn't. */
    void markMultifunction(PciBuses buses) {
        for (int i = 0; i < pciControllers.size(); i++) {
            markMultifunction(pciControllers.get(i).device(), buses);
        }
        for (int i = 0; i < written.size(); i++) {
            markMultifunction(written.get(i), buses);
        }
        for (int i = 0; i < wanted.size(); i++) {
            markMultifunction(wanted.get(i), buses);
        }
    }

    private static void markMultifunction(PciDevice device, PciBuses buses) {
        PciAddress place = device.place();
        if (place == null || place.function() != 0 || !buses.hasMore(place)) {
            return;
        }
        Draft address = device.draft().child("address");
        if (address != null) {
            address.setIfAbsent("multifunction", "on");
        }
    }
}

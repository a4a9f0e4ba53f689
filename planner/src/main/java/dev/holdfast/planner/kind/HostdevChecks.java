package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What libvirt doesn't take of a host's device. */
final class HostdevChecks {

    /** From where on a device may be there once; 7.0 takes it twice. */
    private static final Version NO_TWINS = Versions.libvirt(7, 4);

    private static final Version UNFILTERED_GONE = Versions.libvirt(7, 4);

    /** The QEMU that resets USB devices as it is told. */
    private static final Version GUEST_RESETS = new Version(6, 0, 0);

    /** The address types that a device of a type may have. */
    private static final Map<String, Set<String>> ADDRESSES = Map.of(
            "pci", Set.of("pci", "unassigned"),
            "usb", Set.of("usb"),
            "scsi", Set.of("drive"),
            "scsi_host", Set.of("pci"),
            "mdev", Set.of("pci"));

    private HostdevChecks() {}

    static void check(Draft hostdev, Plan plan) {
        String of = Hostdev.label(hostdev);
        String type = hostdev.get("type", "");
        Draft source = Objects.requireNonNull(hostdev.child("source"));
        String address = hostdev.at("address@type");
        if (address != null && !ADDRESSES.getOrDefault(type, Set.of()).contains(address)) {
            throw hostdev.rejected(
                    of + ": an address of type " + address + " isn't for a device of type " + type,
                    "Take <address> away; one that fits is found");
        }
        if (!type.equals("scsi") && (hostdev.has("sgio") || hostdev.has("rawio"))) {
            throw hostdev.rejected(of + ": sgio and rawio are for devices of type scsi", "Take them away");
        }
        if (hostdev.is("sgio", "unfiltered") && plan.since(UNFILTERED_GONE)) {
            throw hostdev.rejected(of + ": sgio='unfiltered' isn't run any more", "Take it away");
        }
        switch (type) {
            case "usb" -> checkUsb(source, of, plan);
            case "pci" -> checkPci(hostdev, source, of);
            case "scsi" -> checkScsi(source, of, plan);
            case "scsi_host" -> checkScsiHost(hostdev, source, of);
            case "mdev" -> checkMdev(hostdev, of);
            default -> throw hostdev.unmodelled("a host device of type " + type);
        }
        boolean isShown = hostdev.is("display", "on");
        if (isShown && plan.devices().child("graphics") == null) {
            throw hostdev.rejected(of + ": display='on' needs a <graphics>", "Add one, or write display='off'");
        }
        checkTeaming(hostdev, type, of);
        Common.checkRom(hostdev, of);
        checkTwins(hostdev, of, plan);
    }

    private static void checkUsb(Draft source, String of, Plan plan) {
        Draft vendor = source.child("vendor");
        if ((vendor == null) != (source.child("product") == null)) {
            throw source.rejected(of + ": <source> has just one of <vendor> and <product>", "Write both, or none");
        }
        if (vendor != null && vendor.is("id", "0x0000")) {
            throw source.rejected(of + ": a vendor isn't 0", "Correct the vendor's id");
        }
        if (source.has("guestReset") && !plan.platform().qemu().isSince(GUEST_RESETS)) {
            throw source.rejected(
                    of + ": QEMU " + plan.platform().qemu() + " has no guestReset", "Take it away");
        }
    }

    private static void checkPci(Draft hostdev, Draft source, String of) {
        if (source.has("writeFiltering")) {
            throw hostdev.rejected(of + ": QEMU has no writeFiltering", "Take it away");
        }
        Draft address = hostdev.child("address");
        if (address != null && address.is("type", "unassigned") && hostdev.hasChild("boot")) {
            throw hostdev.unmodelled("booting from a device that the guest doesn't see");
        }
    }

    private static void checkScsi(Draft source, String of, Plan plan) {
        if (source.children("host").size() > 1) {
            throw source.rejected(of + ": an iSCSI device is at one <host>", "Take the others away");
        }
        Draft auth = source.child("auth");
        if (auth != null) {
            SourceChecks.checkAuth(auth, of, "iscsi", plan);
        }
    }

    private static void checkScsiHost(Draft hostdev, Draft source, String of) {
        String wwpn = source.get("wwpn", "");
        if (!wwpn.startsWith("naa.") || !DiskTextChecks.isWwn(wwpn.substring(4))) {
            throw source.rejected(of + ": the wwpn '" + wwpn + "' isn't naa. and 16 hexadecimal digits", "");
        }
        if (hostdev.hasChild("boot")) {
            throw hostdev.rejected(of + ": a VM can't boot from a device of type scsi_host", "Take <boot> away");
        }
    }

    private static void checkMdev(Draft hostdev, String of) {
        if (!hostdev.has("model")) {
            throw hostdev.rejected(of + ": a device of type mdev has a model", "Write model='vfio-pci'");
        }
        if (!hostdev.is("model", "vfio-pci")) {
            throw hostdev.rejected(
                    of + ": model " + hostdev.get("model") + " is for another architecture", "Write model='vfio-pci'");
        }
        if (hostdev.hasChild("boot")) {
            throw hostdev.rejected(of + ": a VM can't boot from a device of type mdev", "Take <boot> away");
        }
    }

    private static void checkTeaming(Draft hostdev, String type, String of) {
        Draft teaming = hostdev.child("teaming");
        if (teaming == null) {
            return;
        }
        if (!type.equals("pci") || !teaming.is("type", "transient") || !teaming.has("persistent")) {
            throw teaming.rejected(
                    of + ": a host device is in a team as its transient part, and of type pci",
                    "Write <teaming type='transient' persistent='ua-...'/>");
        }
    }

    private static void checkTwins(Draft hostdev, String of, Plan plan) {
        if (!plan.since(NO_TWINS)) {
            return;
        }
        String key = SourceKey.of(hostdev);
        // Their kinds stand in this order; of two wrongs, libvirt tells the first.
        for (Draft other : hostdev.is("type", "pci") ? plan.devices(Ranks.INTERFACE) : List.<Draft>of()) {
            Draft source = "hostdev".equals(other.ifAny("type")) ? other.child("source") : null;
            Draft address = source == null ? null : source.child("address");
            if (address != null && SourceKey.pci(address).equals(key)) {
                throw hostdev.rejected(of + " is an <interface> too", "Take one away");
            }
        }
        boolean isPast = false;
        for (Draft other : plan.devices(Ranks.HOSTDEV)) {
            if (isPast && other.is("type", hostdev.get("type", "")) && Objects.equals(key, SourceKey.of(other))) {
                throw other.rejected(of + " is there twice", "Take one away");
            }
            if (isPast && hostdev.is("ramfb", "on") && other.is("ramfb", "on")) {
                throw other.rejected(of + ": another host device has ramfb='on' too", "Write it at one");
            }
            isPast |= other == hostdev;
        }
    }
}

package dev.holdfast.device;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The device kinds there are: one line each. */
public final class DeviceKinds {

    private static final Map<String, DeviceKind> KINDS = Stream.of(
                    Audio.KIND,
                    Channel.KIND,
                    Console.KIND,
                    Controller.KIND,
                    Crypto.KIND,
                    Disk.KIND,
                    Filesystem.KIND,
                    Graphics.KIND,
                    Hostdev.KIND,
                    Hub.KIND,
                    Input.KIND,
                    Interface.KIND,
                    Iommu.KIND,
                    Lease.KIND,
                    Memballoon.KIND,
                    MemoryDevice.KIND,
                    Nvram.KIND,
                    Panic.KIND,
                    Parallel.KIND,
                    Pstore.KIND,
                    Redirdev.KIND,
                    Redirfilter.KIND,
                    Rng.KIND,
                    Serial.KIND,
                    Shmem.KIND,
                    Smartcard.KIND,
                    Sound.KIND,
                    Tpm.KIND,
                    Video.KIND,
                    Vsock.KIND,
                    Watchdog.KIND)
            .collect(Collectors.toUnmodifiableMap(DeviceKind::name, Function.identity()));

    private DeviceKinds() {}

    /** Every kind known. */
    public static Collection<DeviceKind> all() {
        return KINDS.values();
    }

    /** A device's kind; one of which nothing is known where libvirt has added a kind since. */
    public static DeviceKind of(Values device) {
        DeviceKind kind = KINDS.get(device.name());
        return kind == null ? DeviceKind.named(device.name()).withoutAlias() : kind;
    }

    /** True for an element below {@code <devices>} that is a device; the emulator's path is not. */
    public static boolean isDevice(Element element) {
        return !element.name().equals("emulator");
    }

    /** The devices of a domain in order. */
    public static List<Element> in(Element domain) {
        Element devices = domain.child("devices");
        if (devices == null) {
            return List.of();
        }
        List<Element> found = new ArrayList<>(devices.children().size());
        for (Element element : devices.elements()) {
            if (isDevice(element)) {
                found.add(element);
            }
        }
        return found;
    }

    /** A domain with these devices instead of its own; what else stands below {@code <devices>} stays in front. */
    public static Element replaceIn(Element domain, List<Element> newDevices) {
        if (newDevices.isEmpty() && domain.child("devices") == null) {
            return domain;
        }
        return domain.mapChild("devices", devices -> {
            List<Element> all = others(devices);
            all.addAll(newDevices);
            return devices.withChildren(all);
        });
    }

    /** A domain without its devices; what else stands below {@code <devices>} stays. */
    public static Element outside(Element domain) {
        Element holder = domain.child("devices");
        if (holder == null) {
            return domain;
        }
        List<Element> others = others(holder);
        return others.isEmpty()
                ? domain.without("devices")
                : domain.mapChild("devices", devices -> devices.withChildren(others));
    }

    /** What stands below {@code <devices>} and is no device, in a list of its own. */
    public static List<Element> others(Element holder) {
        List<Element> others = new ArrayList<>();
        for (Element element : holder.elements()) {
            if (!isDevice(element)) {
                others.add(element);
            }
        }
        return others;
    }

    /** As a user would name a device: {@code disk vda}. */
    public static String label(Values device) {
        return of(device).label(device);
    }

    /**
     * True for a console that is no device of its own but a serial port again, under its alias: libvirt writes one for
     * the first serial port, and takes it only as the first console.
     */
    public static boolean isShadow(Values device) {
        return device.name().equals("console") && "serial".equals(device.value("target@type"));
    }

    /** True where the guest is told this disk's alias: a SCSI disk without a serial shows it in VPD page 0x83. */
    public static boolean guestSeesAlias(Values device) {
        return device.name().equals("disk")
                && "scsi".equals(device.value("target@bus"))
                && !"lun".equals(device.value("@device"))
                && device.value("serial") == null;
    }
}

package dev.holdfast.planner.exact;

import static dev.holdfast.planner.exact.Chance.element;
import static dev.holdfast.planner.exact.Chance.text;
import static dev.holdfast.planner.exact.Chance.with;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The devices of one made-up domain. */
final class GeneratedDevices {

    private final Chance chance;
    private final boolean q35;
    private final boolean bootsByDevice;
    private final boolean iothreads;
    private final List<Element> devices = new ArrayList<>();
    private int bootOrder;
    private int videos;

    GeneratedDevices(Chance chance, boolean q35, boolean bootsByDevice, boolean iothreads) {
        this.chance = chance;
        this.q35 = q35;
        this.bootsByDevice = bootsByDevice;
        this.iothreads = iothreads;
    }

    List<Element> all() {
        int count = chance.below(chance.of(4, 8, 16, 24));
        disks(chance.below(4));
        for (int i = chance.below(3); i > 0; i--) {
            devices.add(card());
        }
        List<Supplier<Element>> repeated = List.of(
                this::card, this::serial, this::channel, this::input, this::rng, this::controller, this::hostdev, this::sound,
                this::filesystem, this::redirdev, this::video, this::shmem, this::parallel, this::memballoonless);
        for (int i = 0; i < count; i++) {
            devices.add(repeated.get(chance.below(repeated.size())).get());
        }
        atMostOnce();
        devices.removeIf(device -> device.name().equals("none"));
        if (devices.stream().anyMatch(device -> "pci".equals(device.attribute("type")) && device.name().equals("controller"))
                && !chance.once(6)) {
            devices.addFirst(element("controller", "type", "pci", "index", "0", "model", q35 ? "pcie-root" : "pci-root"));
        }
        shuffle();
        addresses();
        return devices;
    }

    private void atMostOnce() {
        if (chance.once(2)) {
            devices.add(graphics());
            if (chance.once(3)) {
                devices.add(element("graphics", "type", "egl-headless"));
            }
        }
        if (chance.once(3)) {
            devices.add(element("memballoon", "model", chance.of("virtio", "none", "virtio")));
        }
        if (chance.once(4)) {
            devices.add(element(
                    "watchdog", "model", q35 && !chance.once(6) ? "i6300esb" : chance.of("i6300esb", "ib700"), "action", chance.of("reset", "poweroff", "")));
        }
        if (chance.once(6)) {
            devices.add(with(element("vsock", "model", "virtio"), element("cid", "auto", chance.of("yes", "no"), "address", "3")));
        }
        if (chance.once(8)) {
            devices.add(element("panic", "model", chance.of("isa", "hyperv", "isa")));
        }
        if (chance.once(8) && q35) {
            devices.add(element("iommu", "model", "intel"));
        }
        if (chance.once(8)) {
            devices.add(
                    chance.once(4)
                            ? element("smartcard", "mode", "passthrough", "type", "spicevmc")
                            : element("smartcard", "mode", "host"));
        }
        if (chance.once(6)) {
            devices.add(element("hub", "type", "usb"));
        }
        if (chance.once(6)) {
            devices.add(element("controller", "type", "usb", "index", "0", "model", usbModel()));
        }
    }

    private String usbModel() {
        return chance.of("qemu-xhci", "nec-xhci", "piix3-uhci", "ich9-ehci1", "ehci", "piix4-uhci");
    }

    private void disks(int count) {
        String letters = "abcdefghij";
        int[] next = new int[6];
        for (int i = 0; i < count; i++) {
            int bus = q35 ? chance.of(0, 0, 0, 1, 2, 4) : chance.of(0, 0, 0, 1, 3, 4, 5);
            String name = List.of("vd", "sd", "sd", "hd", "sd", "fd").get(bus);
            String busName = List.of("virtio", "scsi", "sata", "ide", "usb", "fdc").get(bus);
            int place = name.equals("sd") ? next[1]++ : next[bus]++;
            if (name.equals("fd") && place > 1 || name.equals("hd") && place > 3) {
                continue;
            }
            boolean isCd = (busName.equals("sata") || busName.equals("ide") || busName.equals("scsi")) && chance.once(3);
            devices.add(disk(name + letters.charAt(place), busName, isCd));
        }
    }

    private Element disk(String target, String bus, boolean isCd) {
        List<Element> parts = new ArrayList<>();
        boolean block = chance.once(4);
        if (!isCd || chance.once(2)) {
            parts.add(block ? element("source", "dev", "/dev/vg/" + target) : element("source", "file", "/images/" + target + ".img"));
        }
        if (chance.once(2)) {
            boolean threaded = iothreads && bus.equals("virtio") && chance.once(2);
            parts.add(element(
                    "driver", "name", "qemu", "type", chance.of("raw", "qcow2"), "cache", chance.of("", "none", "writeback"), "io",
                    "", "discard", chance.of("", "unmap"), "iothread", threaded ? "1" : ""));
        }
        parts.add(element("target", "dev", target, "bus", chance.once(4) && !bus.equals("usb") && !bus.equals("sata") ? "" : bus));
        if (!isCd && chance.once(6)) {
            parts.add(text("serial", "SER" + chance.hex(6)));
        }
        if (chance.once(8) && (isCd || bus.equals("virtio") || bus.equals("scsi") || chance.once(4))) {
            parts.add(element("readonly"));
        }
        boot(parts);
        String device = isCd ? "cdrom" : bus.equals("fdc") ? "floppy" : chance.of("disk", "");
        return with(element("disk", "type", block ? "block" : "file", "device", device), parts);
    }

    private void boot(List<Element> parts) {
        if (bootsByDevice && chance.once(2)) {
            parts.add(element("boot", "order", Integer.toString(++bootOrder)));
        }
    }

    private Element card() {
        List<Element> parts = new ArrayList<>();
        String type = chance.of("user", "network", "bridge", "ethernet");
        switch (type) {
            case "network" -> parts.add(element("source", "network", "default"));
            case "bridge" -> parts.add(element("source", "bridge", "br0"));
            default -> {
                // The others have no source.
            }
        }
        if (!chance.once(5)) {
            parts.add(element("mac", "address", chance.mac()));
        }
        if (!chance.once(5)) {
            parts.add(element("model", "type", chance.of("virtio", "virtio", "e1000", "e1000e", "rtl8139", "virtio-transitional")));
        }
        if (chance.once(8)) {
            parts.add(element("link", "state", chance.of("up", "down")));
        }
        if (chance.once(8) && !type.equals("user")) {
            parts.add(element("mtu", "size", "1400"));
        }
        boot(parts);
        return with(element("interface", "type", type), parts);
    }

    private Element serial() {
        Element serial = element("serial", "type", "pty");
        if (chance.once(5)) {
            serial = with(element("serial", "type", "file"), element("source", "path", "/tmp/serial.log"));
        }
        return chance.once(2)
                ? serial
                : with(serial, chance.of(
                        element("target", "type", "isa-serial"),
                        element("target", "type", "pci-serial"),
                        element("target", "type", "usb-serial")));
    }

    private Element parallel() {
        return chance.once(3) ? element("parallel", "type", "pty") : memballoonless();
    }

    /** Nothing: so that not every domain has everything. */
    private Element memballoonless() {
        return element("none");
    }

    private Element channel() {
        return switch (chance.below(3)) {
            case 0 -> with(element("channel", "type", "unix"), element("target", "type", "virtio", "name", "org.qemu.guest_agent." + chance.below(9)));
            case 1 -> with(element("channel", "type", "pty"), element("target", "type", "virtio"));
            default -> with(element("console", "type", "pty"), element("target", "type", "virtio"));
        };
    }

    private Element input() {
        return chance.of(
                element("input", "type", "tablet", "bus", "usb"),
                element("input", "type", "mouse", "bus", "usb"),
                element("input", "type", "keyboard", "bus", "usb"),
                element("input", "type", "keyboard", "bus", "virtio"),
                element("input", "type", "tablet", "bus", "virtio"),
                element("input", "type", "mouse", "bus", "ps2"),
                element("input", "type", "tablet"));
    }

    private Element rng() {
        Element rng = element("rng", "model", chance.of("virtio", "virtio", "virtio-non-transitional"));
        if (chance.once(3)) {
            rng = with(rng, element("rate", "period", chance.of("", "2000"), "bytes", "1234"));
        }
        return with(rng, chance.of(text("backend", "/dev/urandom", "model", "random"), element("backend", "model", "builtin")));
    }

    private Element controller() {
        return switch (chance.below(q35 ? 8 : 6)) {
            case 0 -> element("controller", "type", "scsi", "model", chance.of("virtio-scsi", "lsilogic", ""));
            case 1 -> element("controller", "type", "virtio-serial");
            case 2 -> chance.once(3) ? element("controller", "type", "sata") : memballoonless();
            case 3 -> element("controller", "type", "usb", "model", usbModel());
            case 4 -> q35 ? memballoonless() : element("controller", "type", "pci", "model", "pci-bridge");
            case 5 -> with(element("controller", "type", "scsi", "model", "virtio-scsi"), element("driver", "queues", "4"));
            case 6 -> element("controller", "type", "pci", "model", "pcie-root-port");
            default -> element("controller", "type", "pci", "model", chance.of("pcie-to-pci-bridge", "dmi-to-pci-bridge", "pcie-root-port"));
        };
    }

    private Element hostdev() {
        return switch (chance.below(3)) {
            case 0 -> with(
                    element("hostdev", "mode", "subsystem", "type", "pci", "managed", chance.of("yes", "no", "")),
                    with(element("source"), element(
                            "address", "domain", "0x0000", "bus", "0x" + chance.hex(2), "slot", "0x0" + chance.hex(1), "function", "0x0")));
            case 1 -> with(
                    element("hostdev", "mode", "subsystem", "type", "usb"),
                    with(element("source"), element("vendor", "id", "0x" + chance.hex(4)), element("product", "id", "0x" + chance.hex(4))));
            default -> memballoonless();
        };
    }

    private Element sound() {
        return element("sound", "model", chance.of("ich6", "ich9", "ac97", "es1370", "usb"));
    }

    private Element filesystem() {
        return with(
                element("filesystem", "type", "mount", "accessmode", chance.of("passthrough", "mapped", "")),
                element("source", "dir", "/export/" + chance.hex(2)),
                element("target", "dir", "share" + chance.hex(4)));
    }

    private Element redirdev() {
        return chance.once(2)
                ? with(element("redirdev", "bus", "usb", "type", "tcp"), element("source", "mode", "connect", "host", "localhost", "service", "4000"))
                : memballoonless();
    }

    /** Most models are only for the first card. */
    private Element video() {
        String model = chance.once(8) ? chance.of("qxl", "vga", "cirrus", "bochs", "ramfb") : videos++ == 0
                ? chance.of("virtio", "vga", "cirrus", "bochs") : "virtio";
        return with(element("video"), element("model", "type", model));
    }

    private Element shmem() {
        return chance.once(2)
                ? with(element("shmem", "name", "shm" + chance.hex(4)), element("model", "type", "ivshmem-plain"), text("size", "4", "unit", "M"))
                : memballoonless();
    }

    private Element graphics() {
        return chance.of(
                element("graphics", "type", "vnc"),
                element("graphics", "type", "vnc", "port", "-1", "autoport", "yes"),
                element("graphics", "type", "vnc", "port", "5901", "listen", "0.0.0.0"),
                with(element("graphics", "type", "vnc", "port", "-1"), element("listen", "type", "address", "address", "127.0.0.1")),
                chance.once(2)
                        ? element("graphics", "type", "vnc", "port", "5900")
                        : with(element("graphics", "type", "spice", "autoport", "yes"), element("listen", "type", "address")));
    }

    private void shuffle() {
        if (chance.once(2)) {
            for (int i = devices.size() - 1; i > 0; i--) {
                devices.add(devices.remove(chance.below(i + 1)));
            }
        }
    }

    /** Now and then a device has an address already. */
    private void addresses() {
        for (int i = 0; i < devices.size(); i++) {
            Element device = devices.get(i);
            boolean plain = device.child("address") == null;
            boolean isPci = List.of("interface", "rng", "memballoon").contains(device.name())
                    || device.name().equals("disk") && "virtio".equals(device.value("target@bus"));
            if (plain && isPci && chance.once(12)) {
                String bus = q35 ? "0x0" + (1 + i % 9) : "0x00";
                String slot = q35 && !chance.once(9) ? "0x00" : "0x1" + chance.hex(1);
                devices.set(i, with(device, element("address", "type", "pci", "domain", "0x0000", "bus", bus, "slot", slot, "function", "0x0")));
            } else if (plain && device.name().equals("input") && "usb".equals(device.attribute("bus")) && chance.once(8)) {
                devices.set(i, with(device, element("address", "type", "usb", "bus", "0", "port", Integer.toString(1 + chance.below(4)))));
            }
        }
    }
}

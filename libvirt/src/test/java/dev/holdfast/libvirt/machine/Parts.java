package dev.holdfast.libvirt.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words for devices, and what an owner writes of them. */
final class Parts {

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("cdrom", """
                    <disk type='file' device='cdrom'><target dev='%2$s' bus='%1$s'/></disk>"""),
            Map.entry("usb", "<controller type='usb' index='0' model='%s'/>"),
            Map.entry("controller", "<controller type='%s' index='%s' model='%s'/>"),
            Map.entry("video", "<video><model type='%s'/></video>"),
            Map.entry("sound", "<sound model='%s'/>"),
            Map.entry("tablet", "<input type='tablet' bus='%s'/>"),
            Map.entry("input", "<input type='%s' bus='virtio'/>"),
            Map.entry("rng", "<rng model='%s'><backend model='random'>/dev/urandom</backend></rng>"),
            Map.entry("watchdog", "<watchdog model='%s' action='none'/>"),
            Map.entry("channel", "<channel type='null'><target type='%s' name='org.example.0'/></channel>"),
            Map.entry("folder", """
                    <filesystem type='mount'><source dir='/srv'/><target dir='srv'/></filesystem>"""),
            Map.entry("no-balloon", "<memballoon model='none'/>"),
            Map.entry("no-usb", "<controller type='usb' model='none'/>"),
            Map.entry("pcie-root", "<controller type='pci' index='0' model='pcie-root'/>"),
            Map.entry("pci-root", "<controller type='pci' index='0' model='pci-root'/>"),
            Map.entry("root-port", "<controller type='pci' index='%s' model='pcie-root-port'/>"),
            Map.entry("pcie-to-pci", "<controller type='pci' index='%s' model='pcie-to-pci-bridge'/>"),
            Map.entry("pci-bridge", "<controller type='pci' index='%s' model='pci-bridge'/>"),
            Map.entry("upstream", "<controller type='pci' index='%s' model='pcie-switch-upstream-port'/>"),
            Map.entry("downstream", "<controller type='pci' index='%s' model='pcie-switch-downstream-port'/>"),
            Map.entry("expander", """
                    <controller type='pci' index='%s' model='pcie-expander-bus'><target busNr='64'/></controller>"""),
            Map.entry("port-behind", """
                    <controller type='pci' index='%s' model='pcie-root-port'>\
                    <address type='pci' domain='0x0000' bus='0x0%s' slot='0x00' function='0x0'/></controller>"""));

    private static final Map<String, String> PREFIX =
            Map.of("virtio", "vd", "sata", "sd", "scsi", "sd", "usb", "sd", "ide", "hd");

    private final String vm;
    private final int number;
    private final Map<String, Integer> met = new HashMap<>();

    private Parts(String vm, int number) {
        this.vm = vm;
        this.number = number;
    }

    /** What an owner writes of a VM's devices, a line each. */
    static String devices(String vm, int number, List<String> words) {
        Parts parts = new Parts(vm, number);
        return String.join("\n", words.stream().map(parts::device).toList());
    }

    private String device(String word) {
        String[] told = word.split(":");
        return switch (told[0]) {
            case "disk" -> disk(vm + "-" + next("image"), target(told[1]), told[1]);
            case "net" -> card(mac(), told[1], "");
            case "net-at" -> card(mac(), told[1], address(told[2], "0", "0", ""));
            case "net-on-root" -> card(mac(), told[1], address("0", told[2], told[3], told[3].equals("0") ? " multifunction='on'" : ""));
            case "cdrom" -> FIXED.get("cdrom").formatted(told[1], target(told[1]));
            default -> {
                String written = FIXED.get(told[0]);
                if (written == null) {
                    throw new IllegalArgumentException("No part is called " + word);
                }
                Object[] rest = List.of(told).subList(1, told.length).toArray();
                yield written.formatted(rest).replace(" model='-'", "");
            }
        };
    }

    /** A disk on an image of its own. */
    static String disk(String image, String target, String bus) {
        return """
                <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='%s'/>\
                <target dev='%s' bus='%s'/></disk>""".formatted(Images.FOLDER + "/" + image + ".img", target, bus);
    }

    /** A network card that needs nothing of the host. */
    static String card(String mac, String model, String address) {
        return "<interface type='user'><mac address='%s'/><model type='%s'/>%s</interface>".formatted(mac, model, address);
    }

    private static String address(String bus, String slot, String function, String more) {
        return "<address type='pci' domain='0x0000' bus='0x0%s' slot='0x0%s' function='0x%s'%s/>"
                .formatted(bus, slot, function, more);
    }

    private String mac() {
        return mac(number, next("mac"));
    }

    /** The MAC of a VM's nth card. */
    static String mac(int vm, int card) {
        return "52:54:00:00:%02x:%02x".formatted(vm, card);
    }

    private String target(String bus) {
        String prefix = PREFIX.get(bus);
        return prefix + (char) ('a' + next(prefix));
    }

    private int next(String counted) {
        return met.merge(counted, 1, Integer::sum) - 1;
    }
}

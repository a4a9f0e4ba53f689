package dev.holdfast.libvirt;

import java.util.List;
import java.util.regex.Pattern;

/** What to do about a message of libvirt's, as a table; the messages are those of libvirt 7.0 to 12.8. */
final class Remedies {

    private record Row(Pattern message, String remedy) {}

    private final List<Row> rows;

    private Remedies(List<Row> rows) {
        this.rows = rows;
    }

    /** A row: where this is found in a message, whatever its case, that is the remedy. */
    private static Row row(String message, String remedy) {
        return new Row(Pattern.compile(message, Pattern.CASE_INSENSITIVE), remedy);
    }

    /** The remedy of the first row that matches; empty where none does. */
    String of(String message) {
        return rows.stream()
                .filter(row -> row.message().matcher(message).find())
                .map(Row::remedy)
                .findFirst()
                .orElse("");
    }

    /** For a connection that could not be opened. */
    static final Remedies CONNECTING = new Remedies(List.of(
            row(
                    "connect socket.*permission denied|authentication unavailable|polkit|access denied",
                    "Join the group that may use it, then log in anew: sudo usermod -aG libvirt $USER"),
            row(
                    "authentication failed|authentication cancelled|authentication callback",
                    "Put the credentials into ~/.config/libvirt/auth.conf, or reach the host by qemu+ssh"),
            row(
                    "resolve|unknown host|name or service not known|no route to host|unreachable|timed out",
                    "Check the host's name in the URI, and that it can be reached"),
            row(
                    "ssh: |host key|recv data: .*permission denied|cannot find 'ssh'",
                    "Check that ssh to that host works without a question"),
            row(
                    "connect socket.*no such file|system bus connection",
                    "Install and start the daemon: apt install libvirt-daemon-system (Debian, Ubuntu),"
                            + " dnf install libvirt-daemon-kvm (Fedora);"
                            + " then systemctl start libvirtd, or virtqemud where there is one"),
            row(
                    "connection refused|reset by peer|end of file|client socket is closed",
                    "Start the daemon there: systemctl start libvirtd, or virtqemud where there is one"),
            row(
                    "no connection driver available for qemu",
                    "Install QEMU's driver: apt install libvirt-daemon-driver-qemu (Debian, Ubuntu),"
                            + " dnf install libvirt-daemon-driver-qemu (Fedora)"),
            row(
                    "no connection driver|\\bURI\\b|\\bURL\\b|unexpected .* path",
                    "A URI reads qemu:///system for this host, qemu+ssh://USER@HOST/system for another")));

    /** For a domain that was rejected. */
    static final Remedies REJECTED = new Remedies(List.of(
            row(
                    "virt type 'kvm'|domaintype=kvm",
                    "The host offers no KVM: load its module (modprobe kvm_intel, kvm_amd), or set the type to qemu"),
            row(
                    "does not support machine type",
                    "Name a machine that the QEMU there knows: qemu-system-x86_64 -machine help"),
            row(
                    "double use of PCI|duplicate (USB|drive) address",
                    "Give one of the two another address, or none to have it placed"),
            row("target '.*' duplicated", "Give one of the two disks another target"),
            row("non unique alias", "Give each device a name of its own"),
            row("multiple '.*' controllers with index", "Give one of the two controllers another index"),
            row("boot order '.*' used for more than one", "Give each device a boot order of its own"),
            row(
                    "per-device boot elements cannot be used together",
                    "Say the boot order either by the devices or by the machine, not by both"),
            row(
                    "cannot be plugged into the PCI controller|needs to be an integrated device",
                    "Remove the device's address to have it placed, or name a slot of the right kind"),
            row(
                    "invalid PCI address",
                    "Name a slot that the controller has (a pcie-root-port has only slot 0), or no address"),
            row(
                    "PCIe? slot is needed|no more available PCI slots|no PCI buses available",
                    "Add controllers with free slots, or free a slot by removing an address"),
            row(
                    "must be model='pcie?-root' for this machine",
                    "Controller 0 is pcie-root on q35 and pci-root on pc: correct its model, or the machine"),
            row(
                    "already exists with uuid|already defined with uuid",
                    "Adopt that domain, or give this VM another name"),
            row("uuid mismatch", "Make the two UUIDs the same, or remove the one of sysinfo"),
            row("video model 'qxl'", "That QEMU is built without SPICE and QXL: use the video model virtio or vga"),
            row("spice graphics are not supported", "That QEMU is built without SPICE: use VNC"),
            row(
                    "unable to find '(efi|bios)' firmware",
                    "Install firmware on the host: apt install ovmf (Debian, Ubuntu), dnf install edk2-ovmf (Fedora);"
                            + " or ask less of it"),
            row(
                    "TPM version '.*' is not supported",
                    "Install the TPM emulator on the host: apt install swtpm swtpm-tools (Debian, Ubuntu),"
                            + " dnf install swtpm swtpm-tools (Fedora)"),
            row(
                    "cannot check QEMU binary",
                    "Remove the emulator's path, or install it: apt install qemu-system-x86 (Debian, Ubuntu),"
                            + " dnf install qemu-kvm (Fedora)"),
            row(
                    "failed to get .*lock",
                    "Another VM has that image open, or this one has it already: each disk needs an image of its own"),
            row("IDE controllers are unsupported", "Use the bus sata or virtio; q35 has no IDE"),
            row("only 1 IDE controller", "IDE takes four disks: use the bus sata or virtio for more"),
            row("domain 'maxMemory' is not defined", "Say how much memory there may ever be, and how many slots"),
            row("expected unicast mac", "The first byte of a MAC address must be even: 52:54:00:…"),
            row("hostdev already exists", "Remove one of the two"),
            row(
                    "unknown .*'|unexpected feature|invalid value for attribute|is not supported with this QEMU",
                    "Correct it; where it is right, libvirt or QEMU there is too old for it")));
}

package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** VMs that boot a Linux which tells what it finds: {@link Guest} reads it. */
final class Linux {

    private static final String KERNEL = Images.FOLDER + "/vmlinuz";
    private static final String INITRAMFS = Images.FOLDER + "/initramfs";

    private Linux() {}

    /** Puts kernel and file system where each libvirt finds them. */
    static void prepare() throws IOException {
        Path guest = Lab.guest();
        Path initramfs = Files.createTempFile("machine", ".initramfs");
        new Initramfs(guest).write(initramfs);
        for (Lab.Host host : Lab.hosts()) {
            Files.createDirectories(host.file(Images.FOLDER));
            Files.copy(guest.resolve("vmlinuz"), host.file(KERNEL), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(initramfs, host.file(INITRAMFS), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(initramfs);
    }

    /** The VM, under a name and number of its own so that several can run side by side. */
    static Vm vm(int number) {
        int own = number + 100;
        String name = "guest-" + number;
        String domain = """
                <domain type='qemu'><name>machine-%1$s</name><memory unit='MiB'>256</memory><vcpu>1</vcpu>
                <os><type arch='x86_64' machine='pc-q35-5.2'>hvm</type>
                <kernel>%2$s</kernel><initrd>%3$s</initrd><cmdline>console=ttyS0 quiet</cmdline></os>
                <features><acpi/></features>
                <devices>
                %4$s
                %5$s
                %6$s
                <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
                <serial type='file'><source path='%7$s'/></serial>
                </devices></domain>"""
                .formatted(
                        name,
                        KERNEL,
                        INITRAMFS,
                        Parts.disk(name, "vda", "virtio").replace("</disk>", "<serial>root</serial></disk>"),
                        Parts.card(Parts.mac(own, 0), "virtio", ""),
                        Parts.card(Parts.mac(own, 1), "e1000e", ""),
                        Guest.console("machine-" + name));
        Element spec = XmlSource.parse(domain, name);
        return new Vm(own, name, spec);
    }
}

package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A Linux that really boots: what it finds on its PCI buses and how udev names its cards, before and after a change. */
class GuestLabTest {

    private static final String KERNEL = Images.FOLDER + "/vmlinuz";
    private static final String INITRAMFS = Images.FOLDER + "/initramfs";

    /** Plain emulation of that many fills a small machine. */
    private static final int AT_ONCE = 3;

    @Test
    void aLinuxFindsItsCardsAndDisksUnderTheNamesThatItKnows() throws Exception {
        Map<String, List<Hardware>> seen;
        try {
            prepare();
            seen = boot();
        } finally {
            for (Lab.Host host : Lab.hosts()) {
                Images.remove(host);
            }
        }
        seen.forEach((title, boots) -> {
            System.out.println(title);
            boots.forEach(boot -> System.out.println("  " + boot.board() + " " + boot.devices()));
        });
        assertThat(seen).hasSameSizeAs(Changes.all());
        seen.forEach((title, boots) -> {
            assertThat(boots).as(title).hasSizeGreaterThanOrEqualTo(2);
            for (int i = 1; i < boots.size(); i++) {
                assertThat(boots.get(i - 1).moved(boots.get(i))).as(title).isEmpty();
                assertThat(boots.get(i - 1).movedPorts(boots.get(i))).as(title).isEmpty();
                assertThat(boots.get(i).board()).as(title).isEqualTo(boots.get(i - 1).board());
            }
        });
    }

    private static Map<String, List<Hardware>> boot() throws Exception {
        Map<String, List<Hardware>> seen = new ConcurrentHashMap<>();
        try (Hosts hosts = new Hosts(new Guest());
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> work = new ArrayList<>();
            for (Change change : Changes.all()) {
                Vm vm = vm(work.size());
                work.add(workers.submit(
                        () -> seen.put(change.title(), Attempts.of(change, vm, WithHoldfast::new, hosts))));
            }
            for (Future<?> done : work) {
                done.get();
            }
        }
        return seen;
    }

    /** Puts kernel and file system where each libvirt finds them. */
    private static void prepare() throws IOException {
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
    private static Vm vm(int number) {
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

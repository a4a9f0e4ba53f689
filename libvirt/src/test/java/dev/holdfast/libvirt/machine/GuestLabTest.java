package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.libvirt.Lab;
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

    /** Plain emulation of that many fills a small machine. */
    private static final int AT_ONCE = 3;

    @Test
    void aLinuxFindsItsCardsAndDisksUnderTheNamesThatItKnows() throws Exception {
        Map<String, List<Hardware>> seen;
        try {
            Linux.prepare();
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
                Vm vm = Linux.vm(work.size());
                work.add(workers.submit(
                        () -> seen.put(change.title(), Attempts.of(change, vm, WithHoldfast::new, hosts))));
            }
            for (Future<?> done : work) {
                done.get();
            }
        }
        return seen;
    }
}

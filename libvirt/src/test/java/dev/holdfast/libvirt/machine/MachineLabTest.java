package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Asks QEMU, and neither libvirt nor Holdfast, what the guest's hardware is before and after a change: every VM of
 * {@code machine/vms.txt}, every change of the table, without Holdfast and with it.
 */
class MachineLabTest {

    /** Most of a start is waiting. */
    private static final int AT_ONCE = 8;

    @Test
    void withHoldfastNothingThatStaysMovesInTheMachine() throws Exception {
        List<Vm> vms = Vm.all();
        List<Tally> tallies = new ArrayList<>();
        int started;
        try (Hosts hosts = new Hosts();
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Change change : Changes.all()) {
                tallies.add(new Tally(change));
            }
            List<Callable<Void>> work = new ArrayList<>();
            for (Vm vm : vms) {
                work.add(() -> {
                    tallies.forEach(tally -> tally.count(vm, hosts));
                    return null;
                });
            }
            for (Future<Void> done : workers.invokeAll(work)) {
                done.get();
            }
            started = hosts.started();
            for (Lab.Host host : Lab.hosts()) {
                Images.remove(host);
            }
        }
        report(vms.size(), started, tallies);
        assertThat(vms).hasSizeGreaterThanOrEqualTo(40);
        assertThat(tallies).allSatisfy(tally -> {
            assertThat(tally.held().moves()).as(tally.title()).isEmpty();
            assertThat(tally.held().compared()).as(tally.title()).isPositive();
        });
    }

    private static void report(int vms, int started, List<Tally> tallies) {
        StringBuilder table = new StringBuilder("| change between two starts | VMs | without Holdfast | with |\n|---|---|---|---|\n");
        tallies.forEach(tally -> table.append(tally.row()).append('\n'));
        List<String> moves = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        tallies.forEach(tally -> {
            tally.held().moves().forEach(moved -> moves.add(tally.title() + ": " + moved));
            tally.held().refusals().forEach(refused -> refusals.add(tally.title() + ": " + refused));
            tally.alone().refusals().forEach(refused -> refusals.add(tally.title() + ", without Holdfast: " + refused));
        });
        Report.print(
                "machine",
                "What QEMU says of " + vms + " VMs, " + started + " starts",
                table.toString(),
                Map.of("moved with Holdfast", moves, "refused", refusals));
    }
}

package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Report;
import dev.holdfast.problem.RefusalException;
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
    private static final int AT_ONCE = 6;

    @Test
    void withHoldfastNothingThatStaysMovesInTheMachine() throws Exception {
        List<Vm> vms = Vm.all();
        List<Tally> tallies = new ArrayList<>();
        int started;
        try (Hosts hosts = new Hosts(new Monitor());
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
        assertThat(tallies.stream().flatMap(tally -> tally.failures().stream())).isEmpty();
        assertThat(tallies.getFirst().held().compared()).isGreaterThanOrEqualTo(40);
        assertThat(tallies).allSatisfy(tally -> {
            assertThat(tally.held().moves()).as(tally.title()).isEmpty();
            assertThat(tally.held().otherBoards()).as(tally.title()).isZero();
            assertThat(tally.held().compared()).as(tally.title()).isPositive();
        });
    }

    /**
     * What libvirt calls an address the guest may have elsewhere: a conventional card brings a bridge, libvirt puts that
     * into the port that a removed card left free, and the firmware counts every bus behind it one higher.
     */
    @Test
    void aBridgeThatTheFirmwareWouldCountInFrontOfTheRestIsRefused() {
        Vm vm = Vm.all().stream().filter(any -> any.name().equals("three-disks")).findFirst().orElseThrow();
        Element without = vm.with(devices -> devices.stream()
                .filter(device -> !device.name().equals("interface"))
                .toList());
        Element conventional = without.mapChild("devices", devices ->
                devices.plus(XmlSource.parse(Parts.card(Parts.mac(vm.number(), 200), "e1000", ""), "card")));
        try (Hosts hosts = new Hosts(new Monitor())) {
            for (Hosts.Site site : hosts.all()) {
                WithHoldfast way = new WithHoldfast();
                site.starts().once(way.define(site.libvirt(), vm.spec()));
                Hardware before = site.starts().once(way.define(site.libvirt(), without));
                assertThatThrownBy(() -> way.define(site.libvirt(), conventional))
                        .as(site.toString())
                        .isInstanceOf(RefusalException.class)
                        .hasMessageContaining("in the guest 0000:05:00.0 -> 0000:06:00.0");
                Hardware after = site.starts().once(way.defineAccepting(site.libvirt(), conventional));
                assertThat(before.moved(after)).as(site.toString()).isNotEmpty();
            }
        }
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

package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Room for devices to come: {@code pci: {spare-ports: N}}. */
class SparePortsTest {

    private final ToyCompleter toy = new ToyCompleter(HoldfastTest.OLD);

    private static Spec vm(String pci, int cards) {
        StringBuilder text = new StringBuilder("name: vm\n").append(pci).append("devices:\n  interfaces:\n");
        for (int i = 0; i < cards; i++) {
            text.append("  - network: net-").append(i).append('\n');
        }
        return Spec.parse("vm.yaml", text.toString());
    }

    private static String spare(int ports) {
        return "pci:\n  # for the backups\n  spare-ports: " + ports + "\n";
    }

    private static Map<String, String> addresses(Element domain) {
        Map<String, String> addresses = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            addresses.put(DeviceKinds.label(device), String.valueOf(device.child("address")));
        }
        return addresses;
    }

    private static int free(Completion completion) {
        return HotplugPorts.free(completion.domain()).size();
    }

    @Test
    void soManyPortsAreFreeAndTheDevicesStandWhereTheyWouldWithoutThem() {
        Completion without = Holdfast.complete(vm("", 2), null, toy);
        Completion with = Holdfast.complete(vm(spare(3), 2), null, new ToyCompleter(HoldfastTest.OLD));
        assertThat(free(with)).isEqualTo(3);
        assertThat(addresses(with.domain())).containsAllEntriesOf(addresses(without.domain()));
        assertThat(with.domain().toString()).doesNotContain("spare-ports");
        assertThat(with.additions()).noneMatch(addition -> addition.device().contains("spare"));
    }

    @Test
    void theDefaultIsTheCompletersOwn() {
        Completion plain = Holdfast.complete(vm("", 2), null, toy);
        assertThat(free(Holdfast.complete(vm(spare(0), 2), null, toy))).isEqualTo(free(plain));
        assertThat(vm("", 2).sparePorts()).isZero();
    }

    @Test
    void whatIsFreeAlreadyCounts() {
        Completion first = Holdfast.complete(vm(spare(3), 2), null, toy);
        Completion again = Holdfast.complete(vm(spare(2), 2), first.lock(), toy);
        assertThat(again.additions()).isEmpty();
        assertThat(again.lock()).isSameAs(first.lock());
    }

    @Test
    void theTextKeepsWhatItSays() {
        Completion done = Holdfast.complete(vm(spare(2), 1), null, toy);
        assertThat(done.spec().text()).startsWith("name: vm\n" + spare(2)).contains("pcie-root-port");
        Completion again = Holdfast.complete(done.spec(), null, toy);
        assertThat(again.additions()).isEmpty();
        assertThat(again.spec().text()).isEqualTo(done.spec().text());
    }

    @Test
    void aDeviceThatComesTakesAFreePortAndAnotherOneIsAppended() {
        Completion first = Holdfast.complete(vm(spare(2), 1), null, toy);
        Completion second = Holdfast.complete(vm(spare(2), 2), first.lock(), toy);
        assertThat(free(second)).isEqualTo(2);
        assertThat(addresses(second.domain())).containsAllEntriesOf(addresses(first.domain()));
        List<String> devices = second.additions().stream()
                .filter(addition -> addition.what().equals("device"))
                .map(addition -> addition.device())
                .toList();
        assertThat(devices).hasSize(1).allMatch(device -> device.startsWith("controller-pci-"));
    }

    /** Raising appends and moves nothing; lowering takes away nothing. */
    @Property(tries = 60)
    void nothingMovesWhateverTheNumberBecomes(
            @ForAll @IntRange(max = 4) int cards,
            @ForAll @IntRange(max = 5) int more,
            @ForAll @IntRange(max = 9) int before,
            @ForAll @IntRange(max = 9) int after,
            @ForAll boolean isNew) {
        Completion first = Holdfast.complete(vm(spare(before), cards), null, new ToyCompleter(HoldfastTest.OLD));
        ToyCompleter other = new ToyCompleter(isNew ? HoldfastTest.NEW : HoldfastTest.OLD);
        Completion second = Holdfast.complete(vm(spare(after), cards + more), first.lock(), other);
        assertThat(addresses(second.domain())).containsAllEntriesOf(addresses(first.domain()));
        assertThat(free(second)).isGreaterThanOrEqualTo(after);
        Completion third = Holdfast.complete(vm(spare(after), cards + more), second.lock(), other);
        assertThat(third.additions()).isEmpty();
    }

    @Test
    void aSpecOfAnyFormatMayBeGivenRoomFromOutside() {
        Spec xml = Spec.parse("vm.xml", "<domain><name>vm</name><devices><interface type='user'/></devices></domain>");
        assertThat(free(Holdfast.complete(xml.withSparePorts(4), null, toy))).isEqualTo(4);
        assertThat(vm(spare(5), 1).withSparePorts(4).sparePorts()).isEqualTo(5);
        Completion done = Holdfast.complete(xml.withSparePorts(4), null, toy);
        assertThat(done.spec().sparePorts()).isEqualTo(4);
    }

    @Test
    void applyingAgainChangesNothing() {
        ToyHost host = new ToyHost(HoldfastTest.OLD);
        Spec spec = vm(spare(2), 1);
        Lock lock = Holdfast.apply(spec, null, host, Holdfast.AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
        assertThat(Holdfast.diff(spec, lock, host).changes()).isEmpty();
        Applied raised = Holdfast.apply(vm(spare(4), 1), lock, host, Holdfast.AbiChanges.REFUSE, Drift.REFUSE);
        assertThat(raised.how()).isEqualTo(Applied.How.DEFINED);
        Applied again = Holdfast.apply(
                vm(spare(4), 1), raised.completion().lock(), host, Holdfast.AbiChanges.REFUSE, Drift.REFUSE);
        assertThat(again.how()).isEqualTo(Applied.How.UNCHANGED);
        assertThat(HotplugPorts.free(host.definition("vm").orElseThrow())).hasSize(4);
    }

    @Test
    void aMachineWithoutPcieIsRefusedWithTheReason() {
        Completer pc = new ToyCompleter(HoldfastTest.OLD) {
            @Override
            public Element complete(Element partial) {
                return DeviceKinds.replaceIn(
                        super.complete(partial.without("devices")),
                        List.of(Element.of("controller", "type", "pci", "index", "0", "model", "pci-root")));
            }
        };
        Spec spec = Spec.parse("vm.yaml", "name: vm\nmachine: pc-i440fx-5.2\npci: {spare-ports: 1}\n");
        assertThatThrownBy(() -> Holdfast.complete(spec, null, pc))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("pc-i440fx-5.2 has no PCIe ports")
                .hasMessageContaining("Leave spare-ports out");
    }

    @Test
    void morePortsThanThereAreSlotsAreRefused() {
        assertThatThrownBy(() -> Holdfast.complete(vm(spare(255), 1), null, toy))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("There is no room for")
                .hasMessageContaining("Ask for fewer spare ports");
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        for (String pci : List.of("pci: {spare-ports: many}\n", "pci: {spare-ports: -1}\n", "pci: {spare-ports: 256}\n")) {
            assertThatThrownBy(() -> vm(pci, 0)).hasMessageContaining("is not a number of ports");
        }
        assertThatThrownBy(() -> vm("pci: {spare_ports: 2}\n", 0)).hasMessageContaining("Did you mean spare-ports?");
        assertThatThrownBy(() -> vm("pci: {\"@free\": 2}\n", 0)).hasMessageContaining("and nothing else");
    }

    @Test
    void aPortThatTakesNoHotplugIsNotFree() {
        Spec fixed = Spec.parse("vm.yaml", """
                name: vm
                pci: {spare-ports: 1}
                devices:
                  controllers:
                  - type: pci
                    model: pcie-root-port
                    index: 1
                    target: {hotplug: "off"}
                """);
        Completion done = Holdfast.complete(fixed, null, toy);
        assertThat(HotplugPorts.free(done.domain())).hasSize(1).noneMatch(port -> "1".equals(port.attribute("index")));
    }
}

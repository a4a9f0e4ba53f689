package dev.holdfast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.Element;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spare ports, planned as each known libvirt has them. */
class SparePortsTest {

    private static Spec vm(String machine, int spare, int cards) {
        StringBuilder text = new StringBuilder("name: vm\nmachine: ").append(machine).append("\npci: {spare-ports: ").append(spare).append("}\n");
        text.append("devices:\n  disks:\n  - image: /root.qcow2\n  - {image: /cd.iso, format: raw, bus: sata}\n  interfaces:\n");
        for (int i = 0; i < cards; i++) {
            text.append("  - {network: default, mac: \"52:54:00:00:00:0").append(i).append("\"}\n");
        }
        return Spec.parse("vm.yaml", text.toString());
    }

    private static Map<String, String> addresses(Completion completion) {
        Map<String, String> addresses = new TreeMap<>();
        for (Element device : DeviceKinds.in(completion.domain())) {
            Element address = device.child("address");
            String where = address == null ? "" : address.withoutAttribute("multifunction").toString();
            addresses.put(DeviceKinds.label(device), where);
        }
        return addresses;
    }

    private static int free(Completion completion) {
        return HotplugPorts.free(completion.domain()).size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "9.0", "11.3", "12.8"})
    void raisingAppendsAndMovesNothing(String platform) {
        Planner planner = Planner.on(Platforms.named(platform));
        Completion plain = Holdfast.complete(vm("q35", 0, 2), null, planner);
        assertThat(free(plain)).isEqualTo(1);
        Completion before = plain;
        for (int spare = 1; spare <= 12; spare++) {
            Completion now = Holdfast.complete(vm("q35", spare, 2), before.lock(), planner);
            assertThat(free(now)).isEqualTo(spare);
            assertThat(addresses(now)).containsAllEntriesOf(addresses(before));
            assertThat(Holdfast.complete(vm("q35", spare, 2), now.lock(), planner).additions()).isEmpty();
            assertThat(Holdfast.complete(now.spec(), null, planner).additions()).isEmpty();
            before = now;
        }
        Completion lowered = Holdfast.complete(vm("q35", 2, 3), before.lock(), planner);
        assertThat(free(lowered)).isEqualTo(11);
        assertThat(addresses(lowered)).containsAllEntriesOf(addresses(before));
    }

    /** All at once gives the same as one after the other, and devices stand where they stand without. */
    @ParameterizedTest
    @ValueSource(strings = {"7.0", "12.8"})
    void askedForAtOnceTheyAreTheSame(String platform) {
        Planner planner = Planner.on(Platforms.named(platform));
        Completion plain = Holdfast.complete(vm("q35", 0, 3), null, planner);
        Completion atOnce = Holdfast.complete(vm("q35", 5, 3), null, planner);
        assertThat(addresses(atOnce)).containsAllEntriesOf(addresses(plain));
        assertThat(addresses(Holdfast.complete(vm("q35", 5, 3), plain.lock(), planner))).isEqualTo(addresses(atOnce));
    }

    @Test
    void aMachineWithoutPcieIsRefused() {
        Planner planner = Planner.on(Platforms.named("12.8"));
        assertThatThrownBy(() -> Holdfast.complete(vm("pc", 1, 1), null, planner))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("pc-i440fx-")
                .hasMessageContaining("hotplugged into free slots");
    }
}

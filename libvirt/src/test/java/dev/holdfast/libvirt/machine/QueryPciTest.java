package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryPciTest {

    @Test
    void whatIsBehindAPortIsOnTheBusThatTheFirmwareNumbered() {
        assertThat(QueryPci.functions(machine(1, 1)).orElseThrow())
                .extracting(PciFunction::seen)
                .containsExactly("00:02.0 1b36:000c", "01:00.0 1af4:1041");
    }

    @Test
    void nothingIsKnownBeforeEveryBusHasItsNumber() {
        assertThat(QueryPci.functions(machine(0, 0))).isEmpty();
        assertThat(QueryPci.functions(machine(1, 255))).isEmpty();
    }

    @Test
    void anErrorOfTheMonitorIsTold() {
        assertThatThrownBy(() -> QueryPci.functions("{\"error\":{\"desc\":\"no\"}}")).hasMessageContaining("no");
    }

    private static String machine(int secondary, int subordinate) {
        return """
                {"return": [{"bus": 0, "devices": [
                  {"bus": 0, "slot": 2, "function": 0, "qdev_id": "pci.1", "id": {"vendor": 6966, "device": 12},
                   "pci_bridge": {"bus": {"number": 0, "secondary": %d, "subordinate": %d}, "devices": [
                     {"bus": 1, "slot": 0, "function": 0, "qdev_id": "net0", "id": {"vendor": 6900, "device": 4161}}]}}]}]}"""
                .formatted(secondary, subordinate);
    }
}

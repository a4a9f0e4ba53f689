package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HardwareTest {

    private static final PciFunction CARD = new PciFunction(1, 0, 0, 0x1af4, 0x1041, "net0", false);
    private static final PciFunction PORT = new PciFunction(0, 2, 0, 0x1b36, 0xc, "pci.1", true);

    private static Hardware hardware(PciFunction... functions) {
        return Hardware.of("pc-q35-5.2", List.of(functions), Map.of("net0", "the card", "pci.1", "the port"));
    }

    @Test
    void aCardOnAnotherBusMoved() {
        PciFunction moved = new PciFunction(2, 0, 0, 0x1af4, 0x1041, "net0", false);
        assertThat(hardware(PORT, CARD).moved(hardware(PORT, moved)))
                .hasToString("[the card 01:00.0 1af4:1041 -> 02:00.0 1af4:1041]");
    }

    @Test
    void anotherDeviceInItsPlaceIsAMoveToo() {
        PciFunction other = new PciFunction(1, 0, 0, 0x8086, 0x10d3, "net0", false);
        assertThat(hardware(CARD).moved(hardware(other))).hasSize(1);
    }

    @Test
    void aCardThatItsOwnerTookAwayDidNotMove() {
        assertThat(hardware(PORT, CARD).moved(hardware(PORT))).isEmpty();
    }

    @Test
    void aPortThatIsGoneCounts() {
        assertThat(hardware(PORT, CARD).movedPorts(hardware(CARD))).hasToString("[the port 00:02.0 1b36:000c -> gone]");
        assertThat(hardware(CARD).movedPorts(hardware(PORT, CARD))).isEmpty();
    }
}

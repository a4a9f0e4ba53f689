package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.api.Test;

/** A bus is a controller's index to libvirt, and to the guest what the firmware counts it as. */
class GuestBusesTest {

    private static String pci(int index, String model, String address) {
        return "<controller type='pci' index='" + index + "' model='" + model + "'>" + address + "</controller>";
    }

    private static String at(int bus, int slot, int function) {
        return "<address type='pci' bus='" + bus + "' slot='" + slot + "' function='" + function + "'/>";
    }

    private static GuestBuses buses(String... controllers) {
        Element domain = XmlSource.parse(
                "<domain><devices>" + pci(0, "pcie-root", "") + String.join("", controllers) + "</devices></domain>", "test");
        return GuestBuses.of(domain);
    }

    /** Where the guest finds what libvirt has in slot 0 of a bus. */
    private static String first(GuestBuses buses, int bus) {
        return buses.place(new PciAddress(0, bus, 0, 0)).orElseThrow().address().toString();
    }

    @Test
    void theRootIsBusZeroWhetherItIsListedOrNot() {
        assertThat(first(buses(), 0)).isEqualTo("0000:00:00.0");
        assertThat(first(GuestBuses.of(XmlSource.parse("<domain/>", "test")), 0)).isEqualTo("0000:00:00.0");
    }

    @Test
    void portsAreCountedInTheOrderOfTheirFunctionsWhateverTheirIndexes() {
        GuestBuses buses =
                buses(pci(1, "pcie-root-port", at(0, 2, 0)), pci(2, "pcie-root-port", at(0, 1, 1)), pci(3, "pcie-root-port", at(0, 1, 0)));
        assertThat(first(buses, 3)).isEqualTo("0000:01:00.0");
        assertThat(first(buses, 2)).isEqualTo("0000:02:00.0");
        assertThat(first(buses, 1)).isEqualTo("0000:03:00.0");
    }

    @Test
    void whatIsBehindABridgeComesBeforeTheNextBridge() {
        GuestBuses buses = buses(
                pci(1, "pcie-root-port", at(0, 1, 0)),
                pci(2, "pcie-root-port", at(0, 1, 1)),
                pci(3, "pcie-to-pci-bridge", at(1, 0, 0)),
                pci(4, "pci-bridge", at(3, 5, 0)));
        assertThat(first(buses, 1)).isEqualTo("0000:01:00.0");
        assertThat(first(buses, 3)).isEqualTo("0000:02:00.0");
        assertThat(first(buses, 4)).isEqualTo("0000:03:00.0");
        assertThat(first(buses, 2)).isEqualTo("0000:04:00.0");
    }

    @Test
    void aSwitchTakesABusForItsUpstreamPortAndOneForEachDownstreamPort() {
        GuestBuses buses = buses(
                pci(1, "pcie-root-port", at(0, 3, 0)),
                pci(2, "pcie-switch-upstream-port", at(1, 0, 0)),
                pci(3, "pcie-switch-downstream-port", at(2, 0, 0)),
                pci(4, "pcie-switch-downstream-port", at(2, 1, 0)),
                pci(5, "dmi-to-pci-bridge", at(0, 30, 0)));
        assertThat(first(buses, 4)).isEqualTo("0000:04:00.0");
        assertThat(first(buses, 5)).isEqualTo("0000:05:00.0");
    }

    @Test
    void anExpanderIsARootWithANumberOfItsOwn() {
        GuestBuses buses = buses(
                pci(1, "pcie-expander-bus", "<target busNr='180'/>" + at(0, 2, 0)),
                pci(2, "pcie-root-port", at(1, 0, 0)),
                pci(3, "pcie-root-port", at(0, 3, 0)));
        assertThat(first(buses, 1)).isEqualTo("0000:b4:00.0");
        assertThat(first(buses, 2)).isEqualTo("0000:b5:00.0");
        assertThat(first(buses, 3)).isEqualTo("0000:01:00.0");
    }

    @Test
    void aConventionalExpandersDevicesAreBehindABridgeOfQemusOwn() {
        GuestBuses buses = buses(pci(1, "pci-expander-bus", "<target busNr='100'/>" + at(0, 2, 0)));
        assertThat(first(buses, 1)).isEqualTo("0000:65:00.0");
    }

    @Test
    void anotherRootOfTheMachineIsNotGuessedAt() {
        assertThat(buses(pci(1, "pci-root", "<target index='1'/>")).place(new PciAddress(0, 1, 1, 0))).isEmpty();
    }

    @Test
    void theWayToADeviceIsThroughTheBridges() {
        GuestBuses buses = buses(pci(1, "pcie-root-port", at(0, 1, 3)), pci(2, "pcie-to-pci-bridge", at(1, 0, 0)));
        assertThat(buses.place(new PciAddress(0, 2, 0x1f, 0)).orElseThrow().way()).isEqualTo("01.3/00.0/1f.0");
    }

    @Test
    void aPortThatIsPluggedIntoItselfIsNoLoop() {
        assertThat(buses(pci(1, "pcie-root-port", at(1, 0, 0))).place(new PciAddress(0, 1, 0, 0))).isEmpty();
    }
}

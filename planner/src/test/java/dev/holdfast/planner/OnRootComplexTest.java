package dev.holdfast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnRootComplexTest {

    private static final String CARD = "<interface type='user'><model type='virtio'/></interface>";
    private static final String DISK =
            "<disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/></disk>";

    private static Element complete(String machine, String devices) {
        Planner planner = Planner.on(Platforms.named("12.8"));
        String xml = "<domain type='qemu'><name>vm</name><memory>1048576</memory><os><type arch='x86_64' machine='" + machine
                + "'>hvm</type></os><devices>" + devices + "</devices></domain>";
        return new OnRootComplex(planner, planner).complete(XmlSource.parse(xml, "vm.xml"));
    }

    private static List<String> slots(Element domain, String kind) {
        return domain.child("devices").elements(kind).stream()
                .filter(device -> "pci".equals(device.value("address@type")))
                .map(device -> device.value("address@bus") + " " + device.value("address@slot"))
                .toList();
    }

    @Test
    void everyPciDeviceHasASlotOfTheRootFromTwoOn() {
        Element domain = complete("q35", DISK + CARD.repeat(2));
        assertThat(slots(domain, "interface")).containsExactly("0x00 0x02", "0x00 0x03");
        assertThat(slots(domain, "disk")).containsExactly("0x00 0x05");
        assertThat(domain.child("devices").elements("controller"))
                .noneMatch(controller -> "pcie-root-port".equals(controller.attribute("model")));
    }

    @Test
    void theSlotsOfSoundAndOfTheChipsetAreLeftOut() {
        List<String> slots = slots(complete("q35", "<memballoon model='none'/>" + CARD.repeat(26)), "interface");
        assertThat(slots).contains("0x00 0x1a", "0x00 0x1c").doesNotContain("0x00 0x1b", "0x00 0x1f");
    }

    @Test
    void anAddressThatWasGivenIsKeptAndItsSlotLeftOut() {
        String given = "<interface type='user'><model type='virtio'/><address type='pci' slot='0x02'/></interface>";
        assertThat(slots(complete("q35", CARD + given), "interface")).containsExactly("0x00 0x03", "0x00 0x02");
    }

    @Test
    void aFullBusIsAnError() {
        assertThatThrownBy(() -> complete("q35", CARD.repeat(40)))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("root bus is full");
    }

    @Test
    void aMachineWithoutAPcieRootIsAnError() {
        assertThatThrownBy(() -> complete("pc", CARD))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("no PCIe root bus");
    }
}

package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every libvirt implies and only newer ones write. */
class SpelledOutTest {

    private static final Version OLD = new Version(9, 0, 0);
    private static final Version NEW = new Version(12, 8, 0);

    private static final Element SILENT = xml("<disk device='cdrom'><target dev='sda' bus='usb'/></disk>");
    private static final Element SPELLED = SILENT.withAttribute("model", "usb-storage");
    private static final Element OTHER = SILENT.withAttribute("model", "usb-bot");

    private static Element xml(String text) {
        return XmlSource.parse(text, "x");
    }

    @ParameterizedTest
    @CsvSource({
        "<video><model type='virtio'/></video>, virtio-gpu",
        "<video><model type='virtio' primary='yes'/></video>, virtio-vga",
        "<video><driver name='vhostuser'/><model type='virtio'/></video>, vhost-user-gpu",
        "<video><driver name='vhostuser'/><model type='virtio' primary='yes'/></video>, vhost-user-vga",
    })
    void aVirtioCardIsWhatItsDriverAndPlaceMakeIt(String video, String device) {
        assertThat(SpelledOut.in(xml(video)).value("model@device")).isEqualTo(device);
    }

    @Test
    void writesOutWhatIsImplied() {
        assertThat(SpelledOut.in(SILENT)).isEqualTo(SPELLED);
        assertThat(SpelledOut.in(SPELLED)).isSameAs(SPELLED);
        assertThat(SpelledOut.in(OTHER)).isSameAs(OTHER);
    }

    @Test
    void anOlderLibvirtIsNotTold() {
        assertThat(SpelledOut.forLibvirt(SPELLED, SPELLED, OLD)).isEqualTo(SILENT);
        assertThat(SpelledOut.forLibvirt(SILENT, SILENT, OLD)).isEqualTo(SILENT);
    }

    @Test
    void whatIsNotImpliedAnOlderLibvirtMustReject() {
        assertThat(SpelledOut.forLibvirt(OTHER, OTHER, OLD)).isEqualTo(OTHER);
    }

    @Test
    void aNewerLibvirtIsToldWhatAnOlderOneImplied() {
        assertThat(SpelledOut.forLibvirt(SILENT, SILENT, NEW)).isEqualTo(SPELLED);
        assertThat(SpelledOut.forLibvirt(SILENT, OTHER, NEW)).isEqualTo(OTHER);
    }

    @Test
    void otherDevicesAreNotTouched() {
        Element virtio = xml("<disk><target dev='vda' bus='virtio'/></disk>");
        assertThat(SpelledOut.in(virtio)).isSameAs(virtio);
        assertThat(SpelledOut.forLibvirt(virtio, virtio, NEW)).isSameAs(virtio);
        Element rng = Element.of("rng", "model", "usb-storage");
        assertThat(SpelledOut.forLibvirt(rng, rng, OLD)).isSameAs(rng);
    }

    @Test
    void theWatchdogOfTheChipsetIsWrittenSince91() {
        Element itco = Element.of("watchdog", "model", "itco", "action", "reset");
        assertThat(NewerDevices.unknownTo(OLD, itco)).hasValueSatisfying(row -> assertThat(row.reason()).contains("q35"));
        assertThat(NewerDevices.unknownTo(new Version(9, 1, 0), itco)).isEmpty();
        assertThat(NewerDevices.unknownTo(OLD, Element.of("watchdog", "model", "i6300esb"))).isEmpty();
        assertThat(NewerDevices.unknownTo(OLD, Element.of("rng", "model", "itco"))).isEmpty();
    }
}

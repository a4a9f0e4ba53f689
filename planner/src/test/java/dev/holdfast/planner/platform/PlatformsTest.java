package dev.holdfast.planner.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"9.0", "9.0.0", "9", "libvirt-9.0", "libvirt-9.0.0"})
    void areNamedByLibvirtsVersion(String name) {
        assertThat(Platforms.isKnown(name)).isTrue();
        assertThat(Platforms.named(name).name()).isEqualTo("libvirt-9.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "9.", "9.0.1", "1", "", "libvirt-", "qemu:///system"})
    void thereIsNoOther(String name) {
        assertThat(Platforms.isKnown(name)).isFalse();
        assertThatThrownBy(() -> Platforms.named(name))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("There is no platform " + name)
                .hasMessageContaining("libvirt-7.0.0, libvirt-9.0.0, libvirt-11.3.0, libvirt-12.8.0");
    }

    @Test
    void theNewestIsTheLast() {
        assertThat(Platforms.newest()).isSameAs(Platforms.known().getLast());
        assertThat(Platforms.newest().libvirt()).hasToString("12.8.0");
    }

    @Test
    void knowTheirMachines() {
        PlannedPlatform platform = Platforms.named("9.0");
        assertThat(platform.machineVersion("q35")).contains("pc-q35-7.2");
        assertThat(platform.machineVersion("pc-i440fx-5.2")).contains("pc-i440fx-5.2");
        assertThat(platform.machineVersion("pc-q35-9.2")).isEmpty();
        assertThat(platform.mostProcessors("q35")).isEqualTo(288);
        assertThat(Platforms.newest().mostProcessors("q35")).isEqualTo(4096);
        assertThat(platform.usualCpu("qemu")).isEqualTo("qemu64");
    }

    @ParameterizedTest
    @CsvSource({
        "graphics, spice, true, false",
        "video, qxl, true, false",
        "video, virtio, true, true",
        "sound, virtio, false, true",
        "tpm, tpm-crb, true, true",
        "tpm, tpm-spapr, false, false",
        "tpm/backend, emulator, true, false",
        "watchdog, itco, false, true",
    })
    void knowWhichModelsThereAre(String device, String model, boolean oldest, boolean newest) {
        assertThat(Platforms.named("7.0").has(device, model)).isEqualTo(oldest);
        assertThat(Platforms.newest().has(device, model)).isEqualTo(newest);
    }

    @Test
    void denyNothingThatTheySayNothingOf() {
        assertThat(Platforms.newest().has("vsock", "anything")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.planner.platform.Platforms#known")
    void comeBackFromText(PlannedPlatform platform) throws IOException {
        String text = PlatformText.write(platform);
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);
        assertThat(Platforms.read(file, "mine.yaml")).isEqualTo(platform);
        try (var shipped = Platforms.class.getResourceAsStream(platform.name() + ".yaml")) {
            assertThat(shipped).isNotNull().hasContent(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                   | mine.yaml: The platform is empty",
        "[                                    | mine.yaml:1:2: The platform is not YAML",
        "a                                    | mine.yaml:1:1: A mapping is expected here",
        "name: web                            | mine.yaml:1:1: Not a platform: it has no key platform",
        "platform: 2                          | mine.yaml:1:11: The platform is of format 2; this Holdfast reads 1",
        "platform: 1\\nmachine: q35           | mine.yaml:2:10: There is no machine in a platform",
        "platform: 1                          | mine.yaml:1:11: The platform lacks libvirt here",
        "platform: 1\\nlibvirt: new           | mine.yaml:2:10: libvirt is a version such as 12.8.0, not new",
    })
    void sayWhereAFileIsNone(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), text.replace("\\n", "\n"));
        assertThatThrownBy(() -> Platforms.read(file, "mine.yaml"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void sayWhatIsWrongDeepInside() throws IOException {
        String text = PlatformText.write(Platforms.newest()).replace("{vcpus: 4096, aliases: [q35]}", "{vcpus: many}");
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);
        assertThatThrownBy(() -> Platforms.read(file, "mine.yaml"))
                .hasMessageMatching("mine\\.yaml:[0-9]+:[0-9]+: vcpus is not a number");
        assertThatThrownBy(() -> Platforms.read(folder.resolve("none.yaml"), "none.yaml"))
                .hasMessage("none.yaml: There is no such file");
    }
}

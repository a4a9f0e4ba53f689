package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.domain.Version;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ships is what capture makes of the lab. With {@code -Dholdfast.golden.write=true} the shipped files are written anew,
 * for review.
 */
@Tag("lab")
class CaptureLabTest {

    private static final Path SHIPPED = Path.of("../planner/src/main/resources/dev/holdfast/planner/platform");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void makesExactlyTheShippedFile(Lab.Host host) throws IOException {
        Ran ran = new Command(folder).on(host.uri()).run("platforms", "capture", host.uri());
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        Path file = SHIPPED.resolve("libvirt-" + version(host) + ".yaml");
        if (Boolean.getBoolean("holdfast.golden.write")) {
            Files.writeString(file, ran.out());
        }
        assertThat(ran.out()).isEqualTo(Files.readString(file));
        Command captured = new Command(folder).with("my-host.yaml", ran.out()).with("web.yaml", Command.DISK);
        assertThat(captured.run("complete", "--on", "planner:my-host.yaml", "web.yaml"))
                .isEqualTo(captured.run("complete", "--on", "planner:" + version(host), "web.yaml"));
    }

    private static Version version(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            return libvirt.platform().version();
        }
    }
}

package dev.holdfast.cli.platforms;

import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.planner.platform.PlatformText;
import dev.holdfast.planner.platform.capture.Capture;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast platforms capture}. */
public final class CaptureVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final PositionalParamSpec uri = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .type(String.class)
            .paramLabel("URI")
            .description("The libvirt to ask, such as qemu:///system.")
            .build();

    /** In these surroundings. */
    public CaptureVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    public CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(this)
                .name("capture")
                .usageMessage(new UsageMessageSpec()
                        .header("Print the platform that a libvirt is.")
                        .description(
                                "Asks a libvirt for what decides its answers, for --on planner:FILE. Some of it libvirt "
                                        + "tells by completing small domains; nothing is left behind there.")
                        .footer("", "Example:", "  holdfast platforms capture qemu:///system > my-host.yaml"))
                .addPositional(uri);
    }

    @Override
    public Integer call() {
        try (Connection connection = new Connection(surroundings.connector(), uri.getValue())) {
            String text = PlatformText.write(Capture.of(connection.source()));
            Surroundings.utf8(surroundings.out()).append(text).flush();
        }
        return 0;
    }
}

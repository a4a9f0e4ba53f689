package dev.holdfast.cli;

import dev.holdfast.Holdfast;
import dev.holdfast.cli.option.PlugOptions;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast detach}. */
final class DetachVerb implements Callable<Integer> {

    /** A guest that runs lets go within a second or two; PCIe's attention button alone takes five. */
    private static final int PATIENCE_S = 20;

    private final Surroundings surroundings;

    private final PositionalParamSpec device = PositionalParamSpec.builder()
            .index("1")
            .required(true)
            .type(String.class)
            .paramLabel("DEVICE")
            .description("Its id in the lock, the name you gave it, a disk's target, a MAC address or a PCI address.")
            .build();

    private final OptionSpec wait = OptionSpec.builder("--wait")
            .type(Integer.class)
            .initialValue(PATIENCE_S)
            .paramLabel("SECONDS")
            .description("How long the guest may take to let go of it. Default: " + PATIENCE_S + ".")
            .build();

    private final PlugOptions plugging = new PlugOptions();

    DetachVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("detach")
                .usageMessage(new UsageMessageSpec()
                        .header("Take a device out of a VM.")
                        .description(
                                "Out of the VM as it runs, if it does; and once its guest has let go of it, out of its "
                                        + "definition, spec and lock. The port that it was in stays. A guest that keeps it "
                                        + "is exit status 1, and everything else is as before.")
                        .footer("", "Example:", "  holdfast detach web.yaml vdb --on qemu:///system"));
        spec.addOption(wait);
        plugging.addTo(spec, device);
        return spec;
    }

    @Override
    public Integer call() {
        int seconds = wait.getValue();
        if (seconds < 0) {
            throw new UnusableInputException(Problem.of("--wait " + seconds + " is no time", "Say 0 or more seconds"));
        }
        String which = device.getValue();
        return plugging.run(
                (spec, lock, host) -> Holdfast.detach(spec, lock, host, which, Duration.ofSeconds(seconds)),
                "taken out of",
                surroundings);
    }
}

package dev.holdfast.cli.option;

import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How much room is left for devices to come. */
public final class RoomOptions {

    private static final int MOST = 255;

    private final OptionSpec spare = OptionSpec.builder("--spare-ports")
            .type(Integer.class)
            .initialValue(0)
            .paramLabel("N")
            .description("Have at least N hotplug ports free, whatever the spec's own pci: spare-ports says. Ports that "
                    + "are missing come behind the others, and nothing moves.")
            .build();

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(spare);
    }

    /**
     * The spec with that much room.
     *
     * @throws UnusableInputException where the number is none of ports
     */
    public Spec in(Spec spec) {
        return spec.withSparePorts(ports());
    }

    /**
     * How many ports.
     *
     * @throws UnusableInputException where the number is none of ports
     */
    public int ports() {
        int ports = spare.getValue();
        if (ports < 0 || ports > MOST) {
            throw new UnusableInputException(
                    Problem.of("--spare-ports " + ports + " is no number of ports", "Say 0 to " + MOST));
        }
        return ports;
    }
}

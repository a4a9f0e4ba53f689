package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which libvirt to ask. */
public final class ConnectionOptions {

    private static final String VARIABLE = "HOLDFAST_ON";

    private final OptionSpec uri = OptionSpec.builder("--on")
            .type(String.class)
            .paramLabel("URI")
            .description("The libvirt to ask, such as qemu:///system. Default: $" + VARIABLE + ".")
            .build();

    private final Flag timings = Flag.hidden("Say at the end where the time went.", "--timings");

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(uri).addOption(timings.option());
    }

    /** True where the command line names a libvirt. */
    public boolean isGiven() {
        return given() != null;
    }

    /** True where the command line or the environment names a libvirt. */
    public boolean isKnown(Surroundings surroundings) {
        return isGiven() || surroundings.isSet(VARIABLE);
    }

    /**
     * The connection, not made yet.
     *
     * @throws UnusableInputException where neither the command line nor the environment names a libvirt
     */
    public Connection open(Surroundings surroundings) {
        String given = given();
        String to = given != null ? given : surroundings.environment().getOrDefault(VARIABLE, "");
        if (to.isEmpty()) {
            throw new UnusableInputException(
                    Problem.of("Which libvirt is to be asked?", "Say --on qemu:///system, or set " + VARIABLE));
        }
        return new Connection(surroundings.connector(), to);
    }

    private @Nullable String given() {
        return uri.getValue();
    }

    /** Says where the time went, if that was asked for. */
    public void finish(Connection connection, Talk talk) {
        if (timings.isGiven()) {
            talk.say(connection.timings());
        }
    }
}

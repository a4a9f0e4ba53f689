package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which libvirt to ask. */
public final class ConnectionOptions {

    private static final String VARIABLE = "HOLDFAST_ON";

    @Option(
            names = "--on",
            paramLabel = "URI",
            description = "The libvirt to ask, such as qemu:///system. Default: $" + VARIABLE + ".")
    private @Nullable String uri;

    @Option(names = "--timings", hidden = true, description = "Say at the end where the time went.")
    private boolean timings;

    /** True where the command line names a libvirt. */
    public boolean isGiven() {
        return uri != null;
    }

    /** True where the command line or the environment names a libvirt. */
    public boolean isKnown(Surroundings surroundings) {
        return uri != null || surroundings.isSet(VARIABLE);
    }

    /**
     * The connection, not made yet.
     *
     * @throws UnusableInputException where neither the command line nor the environment names a libvirt
     */
    public Connection open(Surroundings surroundings) {
        String to = uri != null ? uri : surroundings.environment().getOrDefault(VARIABLE, "");
        if (to.isEmpty()) {
            throw new UnusableInputException(
                    Problem.of("Which libvirt is to be asked?", "Say --on qemu:///system, or set " + VARIABLE));
        }
        return new Connection(surroundings.connector(), to);
    }

    /** Says where the time went, if that was asked for. */
    public void finish(Connection connection, Talk talk) {
        if (timings) {
            talk.say(connection.timings());
        }
    }
}

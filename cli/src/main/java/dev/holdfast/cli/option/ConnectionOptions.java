package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.PlannerConnector;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which libvirt to ask, or which planner. */
public final class ConnectionOptions {

    /** The environment's word for whom to ask. */
    public static final String VARIABLE = "HOLDFAST_ON";

    private static final String PLANNER = "planner";

    private final boolean hostNeeded;

    private final OptionSpec uri;

    private final Flag timings = Flag.hidden("Say at the end where the time went.", "--timings");

    private ConnectionOptions(boolean hostNeeded, String description) {
        this.hostNeeded = hostNeeded;
        this.uri = OptionSpec.builder("--on")
                .type(String.class)
                .paramLabel("URI")
                .description(description)
                .build();
    }

    /** For a verb that any completer will do for: the planner where nobody says otherwise. */
    public static ConnectionOptions forCompleting() {
        return new ConnectionOptions(
                false,
                "Who completes: planner, planner:9.0 (a platform), planner:FILE (a captured one), or a live libvirt such as "
                        + "qemu:///system. Default: $" + VARIABLE + ", else planner, as the newest platform.");
    }

    /** For a verb that needs a libvirt, which keeps domains. */
    public static ConnectionOptions forDomains() {
        return new ConnectionOptions(
                true, "The libvirt to ask, such as qemu:///system. Default: $" + VARIABLE + ".");
    }

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(uri).addOption(timings.option());
    }

    /** True where the command line says it. */
    public boolean isGiven() {
        return given() != null;
    }

    /** True where the command line or the environment says it. */
    public boolean isSaid(Surroundings surroundings) {
        return isGiven() || surroundings.isSet(VARIABLE);
    }

    /** True where the planner completes. */
    public boolean isPlanner(Surroundings surroundings) {
        return PlannerConnector.isPlanner(target(surroundings));
    }

    /**
     * The connection, not made yet.
     *
     * @throws UnusableInputException where a libvirt is needed and none is named, or there is no such platform
     */
    public Connection open(Surroundings surroundings) {
        String to = target(surroundings);
        if (to.isEmpty()) {
            throw new UnusableInputException(
                    Problem.of("Which libvirt is to be asked?", "Say --on qemu:///system, or set " + VARIABLE));
        }
        if (hostNeeded && PlannerConnector.isPlanner(to)) {
            throw new UnusableInputException(Problem.of(
                    "The planner keeps no domains, and this verb needs a libvirt that does", "Say --on qemu:///system"));
        }
        return open(to, surroundings);
    }

    /**
     * A connection to a libvirt or a planner, not made yet.
     *
     * @throws UnusableInputException where there is no such platform
     */
    public static Connection open(String to, Surroundings surroundings) {
        if (!PlannerConnector.isPlanner(to)) {
            return new Connection(surroundings.connector(), to);
        }
        PlannerConnector planners = new PlannerConnector(surroundings);
        planners.check(to);
        return new Connection(planners, to);
    }

    private String target(Surroundings surroundings) {
        String given = given();
        String to = given != null ? given : surroundings.environment().getOrDefault(VARIABLE, "");
        return to.isEmpty() && !hostNeeded ? PLANNER : to;
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

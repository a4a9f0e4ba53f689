package dev.holdfast.cli;

import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.run.PlannerConnector;
import dev.holdfast.cli.run.Surroundings;
import java.util.Optional;
import java.util.Set;

/** Which libvirt a command line will ask, told before picocli has read it. */
final class LibvirtAsked {

    /** The verbs that need a libvirt. */
    private static final Set<String> CONNECTING = Set.of("apply", "attach", "detach", "adopt", "diff");

    /** The verbs that need one where they are told of it. */
    private static final Set<String> PLANNING = Set.of("complete", "lock");

    private LibvirtAsked() {}

    /** Its URI; an empty one where a libvirt is needed and this can't tell which; nothing where none is. */
    static Optional<String> by(String[] arguments, Surroundings surroundings) {
        if (arguments.length < 2 || Set.of("-h", "--help").contains(arguments[1])) {
            return Optional.empty();
        }
        String on = on(arguments, surroundings);
        if (PLANNING.contains(arguments[0])) {
            return on.isEmpty() || PlannerConnector.isPlanner(on) ? Optional.empty() : Optional.of(on);
        }
        return CONNECTING.contains(arguments[0]) ? Optional.of(on) : Optional.empty();
    }

    private static String on(String[] arguments, Surroundings surroundings) {
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].startsWith("--on=")) {
                return arguments[i].substring("--on=".length());
            }
            if (arguments[i].equals("--on")) {
                return i + 1 < arguments.length ? arguments[i + 1] : "";
            }
        }
        // The compiler puts the text here: no class of the command line's options is loaded for it.
        return surroundings.environment().getOrDefault(ConnectionOptions.VARIABLE, "");
    }
}

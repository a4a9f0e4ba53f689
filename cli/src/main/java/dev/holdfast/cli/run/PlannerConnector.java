package dev.holdfast.cli.run;

import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.platform.Platforms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes planners: {@code planner} is the one for the newest platform, {@code planner:9.0} and {@code planner:FILE} others. */
public final class PlannerConnector implements Connector {

    private static final String NAME = "planner";

    private final Surroundings surroundings;

    /** With files in these surroundings. */
    public PlannerConnector(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** True where this names a planner, and not a libvirt's URI. */
    public static boolean isPlanner(String target) {
        return target.equals(NAME) || target.startsWith(NAME + ":");
    }

    /**
     * Looks whether there is such a platform, without reading it.
     *
     * @throws dev.holdfast.problem.UnusableInputException where there isn't
     */
    public void check(String target) {
        String which = which(target);
        if (!which.isEmpty() && !isFile(which) && !Platforms.isKnown(which)) {
            Platforms.named(which);
        }
    }

    @Override
    public Reached connect(String target) {
        return new Reached(Planner.on(platform(which(target))), () -> Duration.ZERO);
    }

    /**
     * A platform by its name or file; the newest where that is empty.
     *
     * @throws dev.holdfast.problem.UnusableInputException where there is none or it can't be read
     */
    public PlannedPlatform platform(String which) {
        if (which.isEmpty()) {
            return Platforms.newest();
        }
        return isFile(which) ? Platforms.read(surroundings.resolve(Path.of(which)), which) : Platforms.named(which);
    }

    private static String which(String target) {
        return target.equals(NAME) ? "" : target.substring(NAME.length() + 1);
    }

    private boolean isFile(String which) {
        return which.endsWith(".yaml")
                || which.endsWith(".yml")
                || which.contains("/")
                || !Platforms.isKnown(which) && Files.exists(surroundings.resolve(Path.of(which)));
    }
}

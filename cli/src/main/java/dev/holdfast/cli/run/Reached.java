package dev.holdfast.cli.run;

import dev.holdfast.Completer;
import dev.holdfast.planner.platform.capture.Source;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A completer that there is a connection to.
 *
 * @param completer it, usable by several threads
 * @param waited how long this process has waited for its answers so far
 * @param source the same, as what a platform can be captured from; null where it can't
 */
public record Reached(Completer completer, Supplier<Duration> waited, @Nullable Source source) {

    /** One that no platform can be captured from. */
    public Reached(Completer completer, Supplier<Duration> waited) {
        this(completer, waited, null);
    }
}

package dev.holdfast.cli.run;

import dev.holdfast.Host;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A host that there is a connection to.
 *
 * @param host it, usable by several threads
 * @param waited how long this process has waited for its answers so far
 */
public record Reached(Host host, Supplier<Duration> waited) {}

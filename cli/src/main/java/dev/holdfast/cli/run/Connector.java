package dev.holdfast.cli.run;

import dev.holdfast.Host;

/** How a URI becomes a connection. */
@FunctionalInterface
public interface Connector {

    /**
     * Connects.
     *
     * @throws dev.holdfast.problem.CompleterException where there is no connection to be had
     */
    Host connect(String uri);
}

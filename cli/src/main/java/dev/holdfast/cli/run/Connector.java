package dev.holdfast.cli.run;

/** How a URI becomes a connection. */
@FunctionalInterface
public interface Connector {

    /**
     * Connects.
     *
     * @throws dev.holdfast.problem.CompleterException where there is no connection to be had
     */
    Reached connect(String uri);
}

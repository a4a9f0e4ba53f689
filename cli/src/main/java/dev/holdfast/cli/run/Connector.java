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

    /**
     * May begin in the background what connecting takes its time for. Whether that succeeds, {@link #connect} tells.
     *
     * @param uri where to; empty where that isn't known yet
     */
    default void ahead(String uri) {}
}

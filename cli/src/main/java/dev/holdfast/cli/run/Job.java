package dev.holdfast.cli.run;

import java.io.IOException;

/** What a verb does with one file. Called by several threads, each with a file of its own. */
@FunctionalInterface
public interface Job {

    /**
     * Does it.
     *
     * @throws dev.holdfast.problem.HoldfastException where it can't be done
     * @throws IOException where a file can't be read or written
     */
    Result run(Input input) throws IOException;
}

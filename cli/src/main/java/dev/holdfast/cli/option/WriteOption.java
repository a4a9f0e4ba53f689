package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.lock.AtomicFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether what was added goes into the spec's own file. */
public final class WriteOption {

    @Option(
            names = {"-w", "--write"},
            description = "Write what was added into FILE itself, besides the lock.")
    private boolean write;

    /** True where it does. */
    public boolean isGiven() {
        return write;
    }

    /**
     * Checks that there are files to write to.
     *
     * @throws UnusableInputException where one is standard input
     */
    public void check(List<Input> inputs) {
        if (write && inputs.stream().anyMatch(input -> input.path() == null)) {
            throw new UnusableInputException(
                    Problem.of("Standard input can't be written to", "Leave --write out, or name the file"));
        }
    }

    /** Replaces a spec's file where it is to say something else from now on. */
    public static void keep(Input input, Spec was, String text) throws IOException {
        if (input.path() != null && !text.equals(was.text())) {
            AtomicFile.write(input.path(), text);
        }
    }
}

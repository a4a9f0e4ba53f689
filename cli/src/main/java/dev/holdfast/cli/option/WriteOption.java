package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.lock.AtomicFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Whether what was added goes into the spec's own file. */
public final class WriteOption {

    private final Flag write = Flag.of("Write what was added into FILE itself, besides the lock.", "-w", "--write");

    /** Adds it to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(write.option());
    }

    /** True where it does. */
    public boolean isGiven() {
        return write.isGiven();
    }

    /**
     * Checks that there are files to write to.
     *
     * @throws UnusableInputException where one is standard input
     */
    public void check(List<Input> inputs) {
        if (isGiven() && inputs.stream().anyMatch(input -> input.path() == null)) {
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

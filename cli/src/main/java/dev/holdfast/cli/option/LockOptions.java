package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which lock goes with a spec. */
public final class LockOptions {

    @ArgGroup(exclusive = true)
    private @Nullable Choice choice;

    private static final class Choice {

        @Option(
                names = "--lock",
                paramLabel = "FILE",
                description = "The lock. Default: NAME.lock.yaml beside the spec.")
        private @Nullable Path file;

        @Option(names = "--no-lock", description = "Neither read nor write a lock.")
        private boolean none;
    }

    /** True where there is to be no lock. */
    public boolean isNone() {
        return choice != null && choice.none;
    }

    /**
     * Checks that a lock named by itself is for one spec.
     *
     * @throws UnusableInputException where it would be for several
     */
    public void check(List<Input> inputs) {
        if (choice != null && choice.file != null && inputs.size() > 1) {
            throw new UnusableInputException(Problem.of(
                    "--lock names one spec's lock, and " + inputs.size() + " specs are given",
                    "Leave it out: each spec's lock is beside it"));
        }
    }

    /**
     * The lock that goes with a spec; null where there is to be none, and for standard input without {@code --lock}.
     *
     * @throws UnusableInputException where two specs in one folder would share it
     */
    public @Nullable LockFile of(Input input, Surroundings surroundings) {
        if (choice != null && choice.file != null) {
            return LockFile.at(surroundings.resolve(choice.file));
        }
        return isNone() || input.path() == null ? null : LockFile.beside(input.path());
    }

    /**
     * The same for a verb that can't do without unless it was told to.
     *
     * @throws UnusableInputException where standard input has no place for one
     */
    public @Nullable LockFile needed(Input input, Surroundings surroundings) {
        LockFile file = of(input, surroundings);
        if (file == null && !isNone()) {
            throw new UnusableInputException(Problem.of(
                    "Standard input has no place for a lock beside it", "Say --lock FILE, or --no-lock"));
        }
        return file;
    }
}

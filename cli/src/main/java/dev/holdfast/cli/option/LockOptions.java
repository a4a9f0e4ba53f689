package dev.holdfast.cli.option;

import dev.holdfast.LockHome;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Neighbours;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which lock goes with a spec. */
public final class LockOptions {

    private final OptionSpec named = OptionSpec.builder("--lock")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("FILE")
            .description("The lock. Default: NAME.lock.yaml beside the spec.")
            .build();

    private final Flag none = Flag.of("Neither read nor write a lock.", "--no-lock");

    private final Neighbours neighbours = new Neighbours();

    /** Adds them to a verb's, of which one excludes the other. */
    public void addTo(CommandSpec verb) {
        verb.addArgGroup(
                ArgGroupSpec.builder().exclusive(true).addArg(named).addArg(none.option()).build());
    }

    /** True where there is to be no lock. */
    public boolean isNone() {
        return none.isGiven();
    }

    /**
     * Checks that a lock named by itself is for one spec.
     *
     * @throws UnusableInputException where it would be for several
     */
    public void check(List<Input> inputs) {
        if (named() != null && inputs.size() > 1) {
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
        Path file = named();
        if (file != null) {
            return LockFile.at(surroundings.resolve(file));
        }
        return isNone() ? null : neighbours.lockOf(input);
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

    /**
     * Where a spec's lock is.
     *
     * @param file what {@link #of} says goes with it
     * @throws UnusableInputException where both the spec and a file hold one
     */
    public LockHome home(Spec spec, @Nullable LockFile file) {
        return isNone() ? LockHome.none(spec) : LockHome.of(spec, file, named() != null);
    }

    private @Nullable Path named() {
        return named.getValue();
    }
}

package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Job;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.lock.Guard;
import dev.holdfast.lock.LockFile;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a verb has that does something for each of several specs, and the order in which it comes to that. */
public final class WorkOptions {

    private final FileArguments files = new FileArguments();
    private final ConnectionOptions connecting;
    private final OutputOptions output = new OutputOptions();
    private final LockOptions locks = new LockOptions();
    private final TalkOptions talking = new TalkOptions();

    private WorkOptions(ConnectionOptions connecting) {
        this.connecting = connecting;
    }

    /** For a verb that any completer will do for. */
    public static WorkOptions forCompleting() {
        return new WorkOptions(ConnectionOptions.forCompleting());
    }

    /** For a verb that needs a libvirt, which keeps domains. */
    public static WorkOptions forDomains() {
        return new WorkOptions(ConnectionOptions.forDomains());
    }

    /** Adds them to a verb's, in the order in which its help has them. */
    public void addTo(CommandSpec verb) {
        files.addTo(verb);
        locks.addTo(verb);
        talking.addLoudnessTo(verb);
        connecting.addTo(verb);
        output.addTo(verb);
        talking.addColourTo(verb);
    }

    /** What is done for one spec, over the connection. */
    @FunctionalInterface
    public interface Work {
        /** Does it; throws as a {@link Job} does. */
        Result run(Input input, Connection connection) throws IOException;
    }

    /** What is done for one spec and the lock that goes with it, if one does. */
    @FunctionalInterface
    public interface LockedWork {
        /** Does it; throws as a {@link Job} does. */
        Result run(Input input, @Nullable LockFile lock, Connection connection) throws IOException;
    }

    /** Who completes. */
    public ConnectionOptions connecting() {
        return connecting;
    }

    /** Where results go. */
    public OutputOptions output() {
        return output;
    }

    /** Which locks. */
    public LockOptions locks() {
        return locks;
    }

    /** How it is talked of. */
    public TalkOptions talking() {
        return talking;
    }

    /**
     * The specs.
     *
     * @param naming from a spec's name to its result's
     * @throws dev.holdfast.problem.UnusableInputException where they, their locks and their results don't go together
     */
    public List<Input> inputs(UnaryOperator<String> naming, Surroundings surroundings) {
        List<Input> inputs = files.inputs(surroundings);
        locks.check(inputs);
        output.check(inputs, naming, surroundings);
        return inputs;
    }

    /** Does the work for each, over one connection, which begins while the first are read. */
    public int run(List<Input> inputs, Work work, Surroundings surroundings) {
        return run(inputs, work, connecting.open(surroundings).ahead(), surroundings);
    }

    /** Does the work for each over this connection, and closes it. */
    public int run(List<Input> inputs, Work work, Connection over, Surroundings surroundings) {
        Talk talk = talking.start(surroundings);
        try (Connection connection = over) {
            Batch batch = connecting.isPlanner(surroundings)
                    ? Batch.computing(surroundings, talk)
                    : Batch.waiting(surroundings, talk);
            int exit = batch.run(inputs, input -> work.run(input, connection));
            connecting.finish(connection, talk);
            return exit;
        }
    }

    /** Does the work while nobody else is at the lock. */
    public static Result guarded(Input input, @Nullable LockFile lock, Connection connection, LockedWork work)
            throws IOException {
        input.check();
        try (Guard _ = lock == null ? null : lock.hold()) {
            return work.run(input, lock, connection);
        }
    }
}

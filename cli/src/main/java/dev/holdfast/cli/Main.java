package dev.holdfast.cli;

import dev.holdfast.cli.run.PlannerConnector;
import dev.holdfast.cli.run.Surroundings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Set;

/** The {@code holdfast} command's process. */
public final class Main {

    /** The verbs that need libvirt's client library, which is loaded while the command line is read. */
    private static final Set<String> CONNECTING = Set.of("apply", "adopt", "diff");

    /** The verbs that need it where they are told of a libvirt to ask. */
    private static final Set<String> PLANNING = Set.of("complete", "lock");

    private Main() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        Surroundings surroundings = new Surroundings(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                new FileOutputStream(FileDescriptor.err),
                Terminal.is(1),
                Terminal.is(2),
                System.getenv(),
                Path.of(""),
                new LibvirtConnector());
        int status = run(surroundings, args);
        // Every thread of ours is a daemon. System.exit would look for a logger, to log that it was called.
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs the command; its status. */
    static int run(Surroundings surroundings, String... args) {
        if (args.length > 1 && !Set.of("-h", "--help").contains(args[1]) && isConnecting(args, surroundings)) {
            Thread.ofPlatform().name("holdfast-library").daemon().start(LibvirtConnector::prepare);
        }
        return CommandTree.in(surroundings, args).execute(args);
    }

    private static boolean isConnecting(String[] args, Surroundings surroundings) {
        if (!PLANNING.contains(args[0])) {
            return CONNECTING.contains(args[0]);
        }
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith("--on")) {
                String next = i + 1 < args.length ? args[i + 1] : "";
                return !PlannerConnector.isPlanner(args[i].startsWith("--on=") ? args[i].substring("--on=".length()) : next);
            }
        }
        String on = surroundings.environment().getOrDefault("HOLDFAST_ON", "");
        return !on.isEmpty() && !PlannerConnector.isPlanner(on);
    }
}

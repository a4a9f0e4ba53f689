package dev.holdfast.cli;

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
    private static final Set<String> CONNECTING = Set.of("complete", "lock", "apply", "adopt", "diff");

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
        if (args.length > 1 && CONNECTING.contains(args[0]) && !Set.of("-h", "--help").contains(args[1])) {
            Thread.ofPlatform().name("holdfast-library").daemon().start(LibvirtConnector::prepare);
        }
        return CommandTree.in(surroundings, args).execute(args);
    }
}

package dev.holdfast.cli;

import dev.holdfast.cli.run.Surroundings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;

/** The {@code holdfast} command's process. */
public final class Main {

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
        LibvirtAsked.by(args, surroundings).ifPresent(surroundings.connector()::ahead);
        return CommandTree.in(surroundings, args).execute(args);
    }
}

package dev.holdfast.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code holdfast} command; the verbs come under it. */
@Command(
        name = "holdfast",
        description = "A lock file for virtual hardware",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command = CommandLine.Model.CommandSpec.create();

    /** Runs the command and exits with its status: 0 done, 2 unusable input. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getErr());
    }

    /** Holdfast's version, from the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"holdfast " + Main.class.getPackage().getImplementationVersion()};
        }
    }
}

package dev.holdfast.cli;

import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** {@code holdfast help}: picocli's own, but for the annotations, which take long to read. */
final class HelpVerb implements Runnable {

    private final PositionalParamSpec verb = PositionalParamSpec.builder()
            .index("0")
            .type(String.class)
            .arity("0..1")
            .paramLabel("COMMAND")
            .description("The COMMAND to display the usage help message for.")
            .build();

    private final CommandSpec spec = declared(this, verb);

    private static CommandSpec declared(Runnable command, PositionalParamSpec verb) {
        return CommandSpec.wrapWithoutInspection(command)
                .name("help")
                .helpCommand(true)
                .usageMessage(new UsageMessageSpec()
                        .header("Display help information about the specified command.")
                        .synopsisHeading("%nUsage: ")
                        .description(
                                "%nWhen no COMMAND is given, the usage help for the main command is displayed.",
                                "If a COMMAND is specified, the help for that command is shown.%n"))
                .addPositional(verb)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show usage help for the help command and exit.")
                        .build());
    }

    /** As a completion script has it: that verbs come after it, picocli believes only of its own class. */
    static CommandSpec scripted() {
        return declared(new HelpCommand(), new HelpVerb().verb);
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public void run() {
        CommandLine parent = spec.parent().commandLine();
        String name = verb.getValue();
        CommandLine asked = name == null ? parent : parent.getSubcommands().get(name);
        if (asked == null) {
            throw new ParameterException(parent, "Unknown subcommand '" + name + "'.", null, name);
        }
        asked.usage(parent.getOut());
    }
}

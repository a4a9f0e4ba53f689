package dev.holdfast.cli;

import dev.holdfast.cli.option.Choices;
import dev.holdfast.cli.option.Format;
import dev.holdfast.cli.run.Outcomes;
import dev.holdfast.cli.run.OutputClosed;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;

/** The command with all its verbs, one line each, and what becomes of what they throw. */
final class CommandTree {

    /** As a shell has it for a process that SIGPIPE ended. */
    private static final int READER_GONE = 141;

    private CommandTree() {}

    /** For these arguments: where they begin with a verb, there is no other in the tree, for reading one takes long. */
    static CommandLine in(Surroundings surroundings, String... arguments) {
        CommandLine tree = new CommandLine(new HoldfastCommand());
        Map<String, Supplier<Object>> verbs = verbs(surroundings);
        Supplier<Object> named = arguments.length == 0 ? null : verbs.get(arguments[0]);
        if (named != null) {
            tree.addSubcommand(named.get());
        } else {
            verbs.values().forEach(verb -> tree.addSubcommand(verb.get()));
            tree.addSubcommand(new CompletionVerb(surroundings));
            tree.addSubcommand(new HelpCommand());
        }
        tree.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        tree.getSubcommands().values().stream()
                .filter(verb -> !(verb.getCommand() instanceof HelpCommand))
                .forEach(CommandTree::help);
        return tree.registerConverter(Format.class, Choices.of(Format.class))
                .registerConverter(Paint.When.class, Choices.of(Paint.When.class))
                .registerConverter(CompletionVerb.Shell.class, Choices.of(CompletionVerb.Shell.class))
                .setUsageHelpAutoWidth(false)
                .setOut(Surroundings.utf8(surroundings.out()))
                .setErr(Surroundings.utf8(surroundings.err()))
                .setColorScheme(colours(surroundings))
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command, surroundings));
    }

    private static Map<String, Supplier<Object>> verbs(Surroundings surroundings) {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("complete", () -> new CompleteVerb(surroundings));
        verbs.put("lock", () -> new LockVerb(surroundings));
        verbs.put("apply", () -> new ApplyVerb(surroundings));
        verbs.put("adopt", () -> new AdoptVerb(surroundings));
        verbs.put("diff", () -> new DiffVerb(surroundings));
        verbs.put("show", () -> new ShowVerb(surroundings));
        return verbs;
    }

    private static void help(CommandLine verb) {
        verb.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Say what this verb does, with an example.")
                        .build())
                .usageMessage()
                .sortOptions(false);
    }

    private static Help.ColorScheme colours(Surroundings surroundings) {
        Paint paint = Paint.When.AUTO.on(surroundings.outIsTerminal(), surroundings);
        return Help.defaultColorScheme(paint.on() ? Help.Ansi.ON : Help.Ansi.OFF);
    }

    private static int failed(Exception e, CommandLine command, Surroundings surroundings) {
        if (e instanceof OutputClosed closed) {
            if (!closed.isReaderGone()) {
                command.getErr().println(closed.getMessage());
            }
            return closed.isReaderGone() ? READER_GONE : Verdict.FAILED.exit();
        }
        Result result = Outcomes.in(surroundings).failed("", e);
        result.remarks().forEach(remark -> command.getErr().println(remark.text()));
        return result.verdict().exit();
    }
}

package dev.holdfast.cli;

import dev.holdfast.cli.check.CheckVerb;
import dev.holdfast.cli.check.UpgradeVerb;
import dev.holdfast.cli.kubevirt.DefineDomainVerb;
import dev.holdfast.cli.kubevirt.KubevirtVerb;
import dev.holdfast.cli.kubevirt.OperatorVerb;
import dev.holdfast.cli.platforms.CaptureVerb;
import dev.holdfast.cli.platforms.CompareVerb;
import dev.holdfast.cli.platforms.PlatformsVerb;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command with all its verbs, one line each, and what becomes of what they throw. */
final class CommandTree {

    /** As a shell has it for a process that SIGPIPE ended. */
    private static final int READER_GONE = 141;

    private CommandTree() {}

    /** For these arguments: where they begin with a verb, there is no other in the tree, for each takes its time. */
    static CommandLine in(Surroundings surroundings, String... arguments) {
        CommandSpec tree = new HoldfastCommand().spec();
        Map<String, Supplier<CommandSpec>> verbs = verbs(surroundings);
        Supplier<CommandSpec> named = arguments.length == 0 ? null : verbs.get(arguments[0]);
        if (named != null) {
            tree.addSubcommand(arguments[0], helping(named.get()));
        } else {
            verbs.forEach((name, verb) -> tree.addSubcommand(name, helping(verb.get())));
            tree.addSubcommand("completion", helping(new CompletionVerb(surroundings).spec()));
            tree.addSubcommand("help", new HelpVerb().spec());
        }
        return new CommandLine(tree)
                .setUsageHelpAutoWidth(false)
                .setOut(Surroundings.utf8(surroundings.out()))
                .setErr(Surroundings.utf8(surroundings.err()))
                .setColorScheme(colours(surroundings))
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command, surroundings));
    }

    private static Map<String, Supplier<CommandSpec>> verbs(Surroundings surroundings) {
        Map<String, Supplier<CommandSpec>> verbs = new LinkedHashMap<>();
        verbs.put("complete", () -> new CompleteVerb(surroundings).spec());
        verbs.put("lock", () -> new LockVerb(surroundings).spec());
        verbs.put("apply", () -> new ApplyVerb(surroundings).spec());
        verbs.put("adopt", () -> new AdoptVerb(surroundings).spec());
        verbs.put("attach", () -> new AttachVerb(surroundings).spec());
        verbs.put("detach", () -> new DetachVerb(surroundings).spec());
        verbs.put("diff", () -> new DiffVerb(surroundings).spec());
        verbs.put("check", () -> new CheckVerb(surroundings).spec());
        verbs.put("upgrade", () -> new UpgradeVerb(surroundings).spec());
        verbs.put("show", () -> new ShowVerb(surroundings).spec());
        verbs.put("platforms", () -> platforms(surroundings));
        verbs.put("kubevirt", () -> kubevirt(surroundings));
        return verbs;
    }

    private static CommandSpec platforms(Surroundings surroundings) {
        return new PlatformsVerb(surroundings)
                .spec()
                .addSubcommand("capture", new CommandLine(helping(new CaptureVerb(surroundings).spec())))
                .addSubcommand("compare", new CommandLine(helping(new CompareVerb(surroundings).spec())));
    }

    private static CommandSpec kubevirt(Surroundings surroundings) {
        return new KubevirtVerb()
                .spec()
                .addSubcommand("define-domain", new CommandLine(helping(new DefineDomainVerb(surroundings).spec())))
                .addSubcommand("operator", new CommandLine(helping(new OperatorVerb(surroundings).spec())));
    }

    /** As picocli has it, a verb's help comes after its other options, which keep their order. */
    private static CommandSpec helping(CommandSpec verb) {
        verb.usageMessage().sortOptions(false);
        return verb.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Say what this verb does, with an example.")
                .build());
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

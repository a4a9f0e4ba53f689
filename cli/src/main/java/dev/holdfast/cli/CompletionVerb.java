package dev.holdfast.cli;

import dev.holdfast.cli.option.Choices;
import dev.holdfast.cli.run.Surroundings;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast completion}. */
final class CompletionVerb implements Runnable {

    /** The shells there are scripts for. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Surroundings surroundings;

    private final PositionalParamSpec shell = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .type(Shell.class)
            .converters(Choices.of(Shell.class))
            .paramLabel("SHELL")
            .description("${COMPLETION-CANDIDATES}.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("completion")
            .usageMessage(new UsageMessageSpec()
                    .header("Print a script that completes this command in a shell.")
                    .description("The script is the same for both shells.")
                    .footer(
                            "",
                            "Example:",
                            "  source <(holdfast completion bash)",
                            "  holdfast completion bash > ~/.local/share/bash-completion/completions/holdfast"))
            .addPositional(shell);

    CompletionVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public void run() {
        CommandSpec root = spec.root();
        root.removeSubcommand("help");
        root.addSubcommand("help", HelpVerb.scripted());
        String script = AutoComplete.bash("holdfast", root.commandLine());
        String hint = "# In your shell's start file: source <(holdfast completion " + shell.getValue() + ")\n";
        Surroundings.utf8(surroundings.out()).append(hint).append(script).flush();
    }
}

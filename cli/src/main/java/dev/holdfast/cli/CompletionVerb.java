package dev.holdfast.cli;

import dev.holdfast.cli.run.Surroundings;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code holdfast completion}. */
@Command(
        name = "completion",
        header = "Print a script that completes this command in a shell.",
        description = {"The script is the same for both shells."},
        footer = {
            "",
            "Example:",
            "  source <(holdfast completion bash)",
            "  holdfast completion bash > ~/.local/share/bash-completion/completions/holdfast"
        })
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

    @CommandLine.Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    CompletionVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        String script = AutoComplete.bash("holdfast", command.root().commandLine());
        String hint = "# In your shell's start file: source <(holdfast completion " + shell + ")\n";
        Surroundings.utf8(surroundings.out()).append(hint).append(script).flush();
    }
}

package dev.holdfast.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code holdfast} itself; the verbs come under it. */
@Command(
        name = "holdfast",
        header = "A lock file for virtual hardware.",
        description = {
            "Completes a partial VM by libvirt, writes back what was added, and keeps what the guest sees as it is."
        },
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExit status:%n",
        footer = {
            "  0   done",
            "  1   there is a difference, or something that you must decide",
            "  2   an input can't be used, libvirt rejects it, or there is no connection",
            "  70  a bug in Holdfast",
            "With several files it is the worst of all. 130 after Ctrl-C, 141 where the reader of the output has gone.",
            "",
            "Example:",
            "  holdfast complete web.yaml --on qemu:///system"
        })
final class HoldfastCommand implements Runnable {

    @CommandLine.Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Which verb?");
    }
}

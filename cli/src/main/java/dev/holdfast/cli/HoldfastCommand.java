package dev.holdfast.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** {@code holdfast} itself; the verbs come under it. */
final class HoldfastCommand implements Runnable {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("holdfast")
            .versionProvider(new Version())
            .usageMessage(new UsageMessageSpec()
                    .header("A lock file for virtual hardware.")
                    .description("Completes a partial VM as libvirt would, writes back what was added, and keeps what the guest "
                            + "sees as it is.")
                    .synopsisSubcommandLabel("VERB")
                    .commandListHeading("%nVerbs:%n")
                    .footerHeading("%nExit status:%n")
                    .footer(
                            "  0   done",
                            "  1   there is a difference, or something that you must decide",
                            "  2   an input can't be used, libvirt rejects it, or there is no connection",
                            "  70  a bug in Holdfast",
                            "With several files it is the worst of all. 130 after Ctrl-C, 141 where the reader of the "
                                    + "output has gone.",
                            "",
                            "Example:",
                            "  holdfast complete web.yaml --on qemu:///system"))
            .addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build())
            .addOption(OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Print version information and exit.")
                    .build());

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb?");
    }
}

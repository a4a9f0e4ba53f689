package dev.holdfast.cli.kubevirt;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** {@code holdfast kubevirt}, under which two verbs are. */
public final class KubevirtVerb implements Runnable {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("kubevirt")
            .usageMessage(new UsageMessageSpec()
                    .header("Keep the hardware of KubeVirt's VMs.")
                    .description("What runs in a cluster: the operator, which keeps on each VirtualMachine what libvirt made "
                            + "of it, and the hook, which puts it back at the next start.")
                    .synopsisSubcommandLabel("(define-domain | operator)")
                    .commandListHeading("%nVerbs:%n"));

    /** How it is called; the verbs below it are added elsewhere. */
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb, define-domain or operator?");
    }
}

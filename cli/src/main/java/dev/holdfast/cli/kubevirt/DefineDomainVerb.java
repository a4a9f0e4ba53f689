package dev.holdfast.cli.kubevirt;

import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.kubevirt.hook.DefineDomain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast kubevirt define-domain}. */
public final class DefineDomainVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final OptionSpec vmi = OptionSpec.builder("--vmi")
            .required(true)
            .type(String.class)
            .paramLabel("JSON")
            .description("The VirtualMachineInstance.")
            .build();

    private final OptionSpec domain = OptionSpec.builder("--domain")
            .required(true)
            .type(String.class)
            .paramLabel("XML")
            .description("The domain that virt-launcher is about to define.")
            .build();

    /** In these surroundings. */
    public DefineDomainVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    public CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(this)
                .name("define-domain")
                .usageMessage(new UsageMessageSpec()
                        .header("Print a domain with the VM's lock in it.")
                        .description(
                                "KubeVirt's hook onDefineDomain, as its sidecar shim calls it. Where the instance carries no "
                                        + "lock it prints the domain as it came. Where the VM's spec contradicts the lock and "
                                        + "the guest would notice, it says so and fails, and the VM doesn't start."))
                .addOption(vmi)
                .addOption(domain);
    }

    @Override
    public Integer call() {
        String answer = DefineDomain.answer(vmi.getValue(), domain.getValue());
        Surroundings.utf8(surroundings.out()).append(answer).flush();
        return 0;
    }
}

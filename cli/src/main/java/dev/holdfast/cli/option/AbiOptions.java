package dev.holdfast.cli.option;

import dev.holdfast.Holdfast.AbiChanges;
import picocli.CommandLine.Model.CommandSpec;

/** What becomes of edits that the guest would notice. */
public final class AbiOptions {

    private final Flag accept =
            Flag.of("Make changes that the guest will notice, instead of refusing them.", "--accept-abi-change");

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(accept.option());
    }

    /** What becomes of them. */
    public AbiChanges changes() {
        return accept.isGiven() ? AbiChanges.ACCEPT : AbiChanges.REFUSE;
    }
}

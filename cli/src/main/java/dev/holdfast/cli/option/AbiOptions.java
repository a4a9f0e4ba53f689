package dev.holdfast.cli.option;

import dev.holdfast.Holdfast.AbiChanges;
import picocli.CommandLine.Option;

/** What becomes of edits that the guest would notice. */
public final class AbiOptions {

    @Option(
            names = "--accept-abi-change",
            description = "Make changes that the guest will notice, instead of refusing them.")
    private boolean accept;

    /** What becomes of them. */
    public AbiChanges changes() {
        return accept ? AbiChanges.ACCEPT : AbiChanges.REFUSE;
    }
}

package dev.holdfast.abi;

import dev.holdfast.domain.Facts;
import dev.holdfast.match.Difference;

/**
 * One thing that a guest would notice.
 *
 * @param device of which device, as a user would name it; {@code domain} for what belongs to none
 * @param difference what it would notice
 */
public record AbiChange(String device, Difference difference) {

    /** One line: what, from what to what, and what that does to a guest where it is known. */
    @Override
    public String toString() {
        String effect = Effects.of(difference.path());
        return device + ": " + Facts.below(difference.path()) + " " + difference.values()
                + (effect.isEmpty() ? "" : " (" + effect + ")");
    }

    /** What its reader can do about it. */
    public String remedy() {
        return difference.before() == null && DomainAbi.isNoticedWhereItComes(difference.path(), difference.after())
                ? "Name the VM's firmware in the spec, by os/loader and os/nvram, or say --accept-abi-change to let the "
                        + "guest notice"
                : "Undo the edit, or say --accept-abi-change to let the guest notice";
    }
}

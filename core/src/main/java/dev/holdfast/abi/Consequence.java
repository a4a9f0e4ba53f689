package dev.holdfast.abi;

/**
 * What a change does inside a guest.
 *
 * @param severity how bad it is
 * @param notice what the guest notices
 * @param reason why it is this bad and not worse or less
 */
public record Consequence(Severity severity, String notice, String reason) {

    /** Of what no table tells. */
    static final Consequence UNKNOWN =
            new Consequence(Severity.MAY_BREAK, "the guest can tell", "what it does with it is not known");
}

package dev.holdfast.abi;

import dev.holdfast.match.Difference;

/**
 * One thing that a guest would notice of being moved from one domain to another.
 *
 * @param device which device, as a user would name it; {@code domain} for what belongs to none
 * @param difference what of it is another one
 * @param consequence what the guest notices, and how bad that is
 */
public record Finding(String device, Difference difference, Consequence consequence) {

    /** How bad it is. */
    public Severity severity() {
        return consequence.severity();
    }

    /** What the guest notices, in words. */
    public String notice() {
        return consequence.notice();
    }

    /** The same, with this said behind what the guest notices. */
    Finding adding(String more) {
        return new Finding(
                device, difference, new Consequence(severity(), notice() + more, consequence.reason()));
    }

    /** {@code breaks: interface 52:54:00:00:00:01: address pci 0000:01:00.0 -> pci 0000:02:00.0: it is renamed}. */
    @Override
    public String toString() {
        return severity() + ": " + device + ": " + difference.change() + ": " + notice();
    }
}

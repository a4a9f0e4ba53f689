package dev.holdfast.cli.check;

import dev.holdfast.abi.Drawn;
import dev.holdfast.domain.Element;

/**
 * What one of the two VMs comes to.
 *
 * @param domain complete
 * @param drawn the numbers in it that nobody gave
 */
record Whole(Element domain, Drawn drawn) {

    /** One in which everything was decided before. */
    static Whole asItIs(Element domain) {
        return new Whole(domain, Drawn.NOTHING);
    }
}

package dev.holdfast.domain;

import java.math.BigInteger;
import java.util.Optional;

/** Elements whose text is a size and whose {@code unit} says of what: {@code <memory unit='GiB'>2</memory>}. */
public final class Sizes {

    private Sizes() {}

    /** True for an element that is such a size. */
    public static boolean isSize(Element element) {
        return element.attribute("unit") != null && NormalForm.number(element.text()).isPresent();
    }

    /** True where both are sizes, however written, and the same. */
    public static boolean same(Element a, Element b) {
        Optional<BigInteger> bytes = bytes(a);
        return bytes.isPresent() && bytes.equals(bytes(b));
    }

    /** A size in bytes; a missing unit is KiB, as for {@code <memory>} (libvirt, formatdomain). */
    private static Optional<BigInteger> bytes(Element size) {
        String unit = size.attribute("unit");
        return NormalForm.bytes(size.text(), unit == null ? "KiB" : unit);
    }
}

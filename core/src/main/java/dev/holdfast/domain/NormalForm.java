package dev.holdfast.domain;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When two values are the same, however written. libvirt reads numbers as C does and prints one form of them, prints
 * MAC addresses and UUIDs in lower case, and sizes in KiB (libvirt, formatdomain, "scaled integers"). Everything else
 * has two cases: paths, names, and serial numbers, which a guest can tell.
 */
public final class NormalForm {

    private static final Map<String, Integer> BINARY = Map.of("k", 10, "m", 20, "g", 30, "t", 40, "p", 50, "e", 60);
    private static final Map<String, Integer> DECIMAL = Map.of("k", 3, "m", 6, "g", 9, "t", 12, "p", 15, "e", 18);

    /** A MAC address or a UUID: the hexadecimal values that libvirt takes in either case and prints in one. */
    private static final Pattern CASELESS = Pattern.compile(
            "\\p{XDigit}{2}(:\\p{XDigit}{2}){5}|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private NormalForm() {}

    /** True where two values of one attribute or text mean the same. */
    public static boolean same(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (a.equalsIgnoreCase(b) && CASELESS.matcher(a).matches()) {
            return true;
        }
        Optional<BigInteger> left = number(a);
        return left.isPresent() && left.equals(number(b));
    }

    /** A number as C reads it: 0x for hexadecimal. A leading zero is libvirt's padding, not octal. */
    public static Optional<BigInteger> number(String text) {
        String digits = text.strip();
        boolean hex = digits.regionMatches(true, 0, "0x", 0, 2);
        if (hex) {
            digits = digits.substring(2);
        }
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), hex ? 16 : 10) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new BigInteger(digits, hex ? 16 : 10));
    }

    /**
     * A size in bytes, by libvirt's units: {@code b}, {@code bytes}, {@code k}/{@code KiB} for powers of 1024,
     * {@code KB} for powers of 1000.
     *
     * @return empty where the number or the unit is none
     */
    public static Optional<BigInteger> bytes(String number, String unit) {
        Optional<BigInteger> value = number(number);
        String u = unit.toLowerCase(Locale.ROOT);
        if (u.isEmpty() || u.equals("b") || u.equals("byte") || u.equals("bytes")) {
            return value;
        }
        String prefix = u.substring(0, 1);
        String rest = u.substring(1);
        if (BINARY.containsKey(prefix) && (rest.isEmpty() || rest.equals("ib"))) {
            return value.map(v -> v.shiftLeft(BINARY.get(prefix)));
        }
        if (DECIMAL.containsKey(prefix) && rest.equals("b")) {
            return value.map(v -> v.multiply(BigInteger.TEN.pow(DECIMAL.get(prefix))));
        }
        return Optional.empty();
    }
}

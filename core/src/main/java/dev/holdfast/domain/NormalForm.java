package dev.holdfast.domain;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final int MAC_LENGTH = 17;

    private static final int UUID_LENGTH = 36;

    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]\\p{XDigit}+");

    private NormalForm() {}

    /** True where two values of one attribute or text mean the same; nothing is the same as nothing. */
    public static boolean same(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a.equals(b)) {
            return true;
        }
        if (a.equalsIgnoreCase(b) && isMacOrUuid(a)) {
            return true;
        }
        // libvirt prints in hexadecimal just those numbers that it reads as C does, and there 010 is eight.
        boolean asC = isHexadecimal(a) != isHexadecimal(b);
        Optional<BigInteger> left = asC ? numberAsC(a) : number(a);
        return left.isPresent() && left.equals(asC ? numberAsC(b) : number(b));
    }

    /** By the length first, because keys are asked for over and over. */
    private static boolean isMacOrUuid(String value) {
        return (value.length() == MAC_LENGTH || value.length() == UUID_LENGTH) && CASELESS.matcher(value).matches();
    }

    private static boolean isHexadecimal(String text) {
        return text.strip().regionMatches(true, 0, "0x", 0, 2);
    }

    /** A value in the one case that libvirt prints it in, where it takes either; any other as it is. */
    public static String of(String value) {
        boolean hexadecimal = value.startsWith("0") && HEXADECIMAL.matcher(value).matches();
        return hexadecimal || isMacOrUuid(value) ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** A number, 0x for hexadecimal. A leading zero is padding: libvirt reads most of its numbers with base ten. */
    public static Optional<BigInteger> number(String text) {
        boolean hex = isHexadecimal(text);
        return digits(hex ? text.strip().substring(2) : text.strip(), hex ? 16 : 10);
    }

    /** A number as C reads it: 0x for hexadecimal, a leading zero for octal. So libvirt reads PCI addresses. */
    public static Optional<BigInteger> numberAsC(String text) {
        String digits = text.strip();
        boolean octal = digits.length() > 1 && digits.charAt(0) == '0' && !isHexadecimal(digits);
        return octal ? digits(digits, 8) : number(digits);
    }

    private static Optional<BigInteger> digits(String digits, int base) {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), base) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new BigInteger(digits, base));
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

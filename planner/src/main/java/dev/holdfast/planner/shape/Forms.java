package dev.holdfast.planner.shape;

import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Version;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms that values have in libvirt. */
public final class Forms {

    /** Anything, given back as written. */
    public static final Form TEXT = (written, spot) -> written;

    /** Anything that isn't empty; libvirt reads over an empty one. */
    public static final Form FILLED = (written, spot) -> written.isEmpty() ? null : written;

    /** {@code yes} or {@code no}. */
    public static final Form YES_NO = oneOf("yes", "no");

    /** {@code on} or {@code off}. */
    public static final Form ON_OFF = oneOf("on", "off");

    /** A whole number from 0 on, in any form that C reads; given back in decimal. */
    public static final Form NUMBER = number(0, Long.MAX_VALUE);

    /** The same of 32 bits. */
    public static final Form UINT = number(0, 0xffff_ffffL);

    /** A whole number of 32 bits that libvirt reads with base ten. */
    public static final Form DECIMAL = decimal(0, 0xffff_ffffL);

    /** The same; libvirt doesn't write a 0. */
    public static final Form DECIMAL_UNLESS_ZERO = (written, spot) -> unlessZero(DECIMAL.read(written, spot));

    /** The same; libvirt doesn't write a 0. */
    public static final Form NUMBER_UNLESS_ZERO = (written, spot) -> unlessZero(NUMBER.read(written, spot));

    /** The same of 32 bits. */
    public static final Form UINT_UNLESS_ZERO = (written, spot) -> unlessZero(UINT.read(written, spot));

    /** A MAC address, in lower case. */
    public static final Form MAC = Forms::mac;

    /** A UUID: 32 hexadecimal digits, hyphens and white space anywhere; given back in the usual form. */
    public static final Form UUID_FORM = Forms::uuid;

    private Forms() {}

    /** One of these words. */
    public static OneOf oneOf(String... words) {
        return new OneOf(words);
    }

    /** One of these words, and {@code default}, which libvirt takes for nothing written. */
    public static Form oneOfOrDefault(String... words) {
        Form form = oneOf(words);
        return (written, spot) -> written.equals("default") ? null : form.read(written, spot);
    }

    /** Words of which some came with a later libvirt; {@code first} are as old as any that is planned for. */
    public static OneOf oneOf(List<String> first) {
        return new OneOf(first.toArray(String[]::new));
    }

    /** A whole number within bounds, in any form that C reads; given back in decimal. */
    public static Form number(long least, long most) {
        BigInteger low = BigInteger.valueOf(least);
        BigInteger high = BigInteger.valueOf(most);
        return (written, spot) -> {
            int simple = simple(written);
            if (simple >= least && simple <= most && (simple > 0 || written.equals("0"))) {
                return written;
            }
            return NormalForm.numberAsC(written)
                    .filter(n -> n.compareTo(low) >= 0 && n.compareTo(high) <= 0)
                    .map(BigInteger::toString)
                    .orElseThrow(() -> spot.rejected(written, "a number from " + least + " to " + most + " is expected"));
        };
    }

    /** A whole number within bounds that libvirt reads with base ten: no 0x, and a leading zero is padding. */
    public static Form decimal(long least, long most) {
        return (written, spot) -> {
            int simple = simple(written);
            if (simple >= least && simple <= most && simple >= 0) {
                return written;
            }
            return Long.toString(decimal(written, least, most, spot));
        };
    }

    private static long decimal(String written, long least, long most, Spot spot) {
        int start = 0;
        while (start < written.length() && Character.isWhitespace(written.charAt(start))) {
            start++;
        }
        try {
            long value = Long.parseLong(written, start, written.length(), 10);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of bounds.
        }
        throw spot.rejected(written, "a number from " + least + " to " + most + " is expected");
    }

    /**
     * A size, with its unit in the element's attribute {@code unit}.
     *
     * @param scale how many bytes the number counts where no unit is written
     * @param step how many bytes the number counts in which libvirt gives it back, which rounds up
     */
    public static Form size(long scale, long step) {
        return (written, spot) -> {
            String unit = spot.element().attribute("unit");
            BigInteger bytes = unit == null || unit.isEmpty()
                    ? NormalForm.number(written).map(n -> n.multiply(BigInteger.valueOf(scale))).orElse(null)
                    : NormalForm.bytes(written, unit).orElse(null);
            if (bytes == null || bytes.bitLength() > 63) {
                throw spot.rejected(written, "a size is expected, in bytes, KiB, MiB, GiB ...");
            }
            BigInteger steps = BigInteger.valueOf(step);
            return bytes.add(steps).subtract(BigInteger.ONE).divide(steps).toString();
        };
    }

    /** A whole number of at most so many bits, given back in hexadecimal with at least so many digits. */
    public static Form hex(int bits, int digits) {
        return (written, spot) -> NormalForm.numberAsC(written)
                .filter(n -> n.signum() >= 0 && n.bitLength() <= bits)
                .map(n -> inHex(n.longValueExact(), digits))
                .orElseThrow(() -> spot.rejected(written, "a number of at most " + bits + " bits is expected"));
    }

    /** A number as libvirt writes it in addresses: {@code 0x0a}. */
    public static String inHex(long number, int digits) {
        String hex = Long.toHexString(number);
        return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    /** A form that came with a libvirt; older ones read over the value. */
    public static Form since(Version version, Form form) {
        return (written, spot) -> spot.libvirt().isSince(version) ? form.read(written, spot) : null;
    }

    /** A form that stands for what a value may be, without saying that the planner knows any value of it. */
    public static Form unmodelled() {
        return (written, spot) -> {
            throw spot.unmodelled(written);
        };
    }

    private static @Nullable String unlessZero(@Nullable String number) {
        return number == null || number.equals("0") ? null : number;
    }

    /** The value of a decimal number without leading zeros; -1 for anything else. */
    private static int simple(String written) {
        if (written.isEmpty() || written.length() > 9 || written.charAt(0) == '0' && written.length() > 1) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < written.length(); i++) {
            int digit = written.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static boolean isUsualMac(String written) {
        if (written.length() != 17) {
            return false;
        }
        for (int i = 0; i < 17; i++) {
            char c = written.charAt(i);
            if (i % 3 == 2 ? c != ':' : !isLowerHex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    private static String mac(String written, Spot spot) {
        if (isUsualMac(written)) {
            return written;
        }
        String[] parts = written.split(":", -1);
        if (parts.length != 6) {
            throw spot.rejected(written, "six numbers of two hexadecimal digits are expected");
        }
        StringBuilder mac = new StringBuilder(17);
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 2 || part.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
                throw spot.rejected(written, "six numbers of two hexadecimal digits are expected");
            }
            mac.append(mac.isEmpty() ? "" : ":").append(part.length() == 1 ? "0" : "").append(part.toLowerCase(Locale.ROOT));
        }
        return mac.toString();
    }

    private static String uuid(String written, Spot spot) {
        if (isUsualUuid(written)) {
            return written;
        }
        String digits = written.replaceAll("[-\\s]", "");
        if (digits.length() != 32 || digits.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
            throw spot.rejected(written, "a UUID has 32 hexadecimal digits");
        }
        return new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16)).toString();
    }

    private static boolean isUsualUuid(String written) {
        if (written.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = written.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !isLowerHex(c)) {
                return false;
            }
        }
        return true;
    }

    /** A word of a list. */
    public static final class OneOf implements Form {

        private final String[] words;
        /** Their hashes, which tell nearly all apart without a look at their letters. */
        private final int[] hashes;

        private final Version[] since;

        private OneOf(String... words) {
            this(Arrays.stream(words).map(String::intern).toArray(String[]::new), new Version[words.length]);
            Arrays.fill(since, Shape.ALWAYS);
        }

        private OneOf(String[] words, Version[] since) {
            this.words = words;
            this.hashes = Arrays.stream(words).mapToInt(String::hashCode).toArray();
            this.since = since;
        }

        /** The same, and words that came with this libvirt; older ones reject them. */
        public OneOf since(Version version, String... later) {
            String[] all = Arrays.copyOf(words, words.length + later.length);
            Version[] versions = Arrays.copyOf(since, all.length);
            for (int i = 0; i < later.length; i++) {
                all[words.length + i] = later[i].intern();
                versions[words.length + i] = version;
            }
            return new OneOf(all, versions);
        }

        /** The same, and {@code default}, which libvirt takes for nothing written. */
        public Form orDefault() {
            return (written, spot) -> written.equals("default") ? null : read(written, spot);
        }

        /** The word, where this libvirt knows it. */
        @Nullable String known(String written, Version libvirt) {
            int hash = written.hashCode();
            for (int i = 0; i < words.length; i++) {
                if (hashes[i] == hash && words[i].equals(written) && (since[i] == Shape.ALWAYS || libvirt.isSince(since[i]))) {
                    return words[i];
                }
            }
            return null;
        }

        @Override
        public String read(String written, Spot spot) {
            String word = known(written, spot.libvirt());
            if (word != null) {
                return word;
            }
            StringJoiner known = new StringJoiner(", ");
            for (int i = 0; i < words.length; i++) {
                if (spot.libvirt().isSince(since[i])) {
                    known.add(words[i]);
                }
            }
            throw spot.rejected(written, "one of " + known + " is expected");
        }
    }
}

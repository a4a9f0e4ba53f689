package dev.holdfast.planner.shape;



import java.util.BitSet;

/** A set of numbers of CPUs or NUMA nodes: {@code 0-3,^2,8}. */
public final class NumberSet {

    /** The most that libvirt takes. */
    private static final int LIMIT = 16_384;

    /** A set with something in it, in libvirt's order and ranges. */
    public static final Form FORM = (written, spot) -> {
        BitSet set = parse(written, spot);
        if (set.isEmpty()) {
            throw spot.rejected(written, "there is nothing in it");
        }
        return format(set);
    };

    private NumberSet() {}

    /** The numbers of a set as an owner wrote it. */
    public static BitSet parse(String written, Spot spot) {
        BitSet set = read(written);
        if (set == null) {
            throw spot.rejected(
                    written, "numbers below " + LIMIT + " and ranges of them are expected, with a comma in between");
        }
        return set;
    }

    /** The numbers of a set in the form in which {@link #FORM} leaves it. */
    public static BitSet of(String formatted) {
        BitSet set = read(formatted);
        if (set == null) {
            throw new IllegalArgumentException(formatted);
        }
        return set;
    }

    /** A set as libvirt writes it. */
    public static String format(BitSet set) {
        StringBuilder text = new StringBuilder();
        for (int start = set.nextSetBit(0); start >= 0; ) {
            int end = set.nextClearBit(start) - 1;
            text.append(text.isEmpty() ? "" : ",").append(start);
            if (end > start) {
                text.append('-').append(end);
            }
            start = set.nextSetBit(end + 1);
        }
        return text.toString();
    }

    private static @org.jspecify.annotations.Nullable BitSet read(String written) {
        BitSet set = new BitSet();
        int at = skipSpaces(written, 0);
        if (at == written.length()) {
            return null;
        }
        while (at < written.length()) {
            boolean out = written.charAt(at) == '^';
            at += out ? 1 : 0;
            int end = skipDigits(written, at);
            int first = number(written, at, end);
            int last = first;
            at = skipSpaces(written, end);
            if (at < written.length() && written.charAt(at) == '-') {
                at = skipSpaces(written, at + 1);
                end = skipDigits(written, at);
                last = out ? -1 : number(written, at, end);
                at = skipSpaces(written, end);
            }
            if (first < 0 || last < first || at < written.length() && written.charAt(at) != ',') {
                return null;
            }
            set.set(first, last + 1, !out);
            at = at < written.length() ? skipSpaces(written, at + 1) : at;
        }
        return set;
    }

    private static int number(String written, int start, int end) {
        if (start == end || end - start > 5) {
            return -1;
        }
        int number = Integer.parseInt(written, start, end, 10);
        return number < LIMIT ? number : -1;
    }

    private static int skipDigits(String written, int start) {
        int at = start;
        while (at < written.length() && written.charAt(at) >= '0' && written.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int skipSpaces(String written, int start) {
        int at = start;
        while (at < written.length() && Character.isWhitespace(written.charAt(at))) {
            at++;
        }
        return at;
    }
}

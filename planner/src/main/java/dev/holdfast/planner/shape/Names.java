package dev.holdfast.planner.shape;

import java.util.Arrays;

/** A few names, interned and numbered in their order. To look through them takes less time than to hash one. */
final class Names {

    static final Names NONE = new Names(new String[0], new long[0], 0);

    private final String[] names;
    /** One bit of each by its hash: see {@link #bit}. */
    private final long[] bits;
    /** A bit for each name's hash, by its last six bits: most names that aren't here are told by it. */
    private final long hashes;

    private Names(String[] names, long[] bits, long hashes) {
        this.names = names;
        this.bits = bits;
        this.hashes = hashes;
    }

    /** These and one more. */
    Names with(String name) {
        String[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = name.intern();
        long[] moreBits = Arrays.copyOf(bits, more.length);
        moreBits[names.length] = 1L << name.hashCode();
        return new Names(more, moreBits, hashes | 1L << name.hashCode());
    }

    /** The bit of a name by the last six bits of its hash, for a set of names that tells most that aren't in it. */
    long bit(int number) {
        return bits[number];
    }

    /** The same as {@link #numberOfInterned} of a name that is one of the last as a rule. */
    @SuppressWarnings("ReferenceEquality")
    int numberOfLast(String name) {
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    String get(int number) {
        return names[number];
    }

    /** The number of a name that a rule names, which is interned; -1 where there is none. */
    @SuppressWarnings("ReferenceEquality")
    int numberOfInterned(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /** The number of a name as read from somewhere; -1 where there is none. */
    int numberOf(String name) {
        int number = numberOfInterned(name);
        return number >= 0 || (hashes & 1L << name.hashCode()) == 0 ? number : numberOfEqual(name);
    }

    private int numberOfEqual(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

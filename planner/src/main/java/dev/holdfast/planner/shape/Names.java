package dev.holdfast.planner.shape;

import java.util.Arrays;

/** A few names, interned and numbered in their order. To look through them takes less time than to hash one. */
final class Names {

    static final Names NONE = new Names(new String[0], 0);

    private final String[] names;
    /** A bit for each name's hash, by its last six bits: most names that aren't here are told by it. */
    private final long hashes;

    private Names(String[] names, long hashes) {
        this.names = names;
        this.hashes = hashes;
    }

    /** These and one more. */
    Names with(String name) {
        String[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = name.intern();
        return new Names(more, hashes | 1L << name.hashCode());
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

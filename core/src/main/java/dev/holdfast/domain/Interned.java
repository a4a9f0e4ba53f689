package dev.holdfast.domain;

/**
 * One string for each of the few names that domains are made of. A place in the table has the name that came last, so
 * that the table never grows; whoever races for a place gets an equal string.
 */
final class Interned {

    private static final String[] NAMES = new String[1 << 11];

    private Interned() {}

    /** What stands between two offsets. */
    static String of(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = (hash ^ hash >>> 11) & NAMES.length - 1;
        String name = NAMES[place];
        if (name == null || name.length() != end - start || !text.startsWith(name, start)) {
            name = text.substring(start, end);
            NAMES[place] = name;
        }
        return name;
    }
}

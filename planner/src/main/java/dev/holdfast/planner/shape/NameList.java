package dev.holdfast.planner.shape;

import java.util.List;

/** A few interned names, looked through: names in code and those that an XML reader gives are interned too. */
final class NameList {

    private final String[] names;

    NameList(List<String> names) {
        this.names = names.toArray(String[]::new);
    }

    int size() {
        return names.length;
    }

    /** The number of a name; -1 where it isn't one of them. */
    int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

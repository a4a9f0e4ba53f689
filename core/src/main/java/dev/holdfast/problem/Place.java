package dev.holdfast.problem;

import org.jspecify.annotations.Nullable;

/**
 * Where in an input something stands.
 *
 * @param file the file's name as the user gave it, {@code -} for standard input
 * @param line the line, counted from 1; 0 where only the file is known
 * @param column the column in characters, counted from 1; 0 where only the line is known
 */
public record Place(String file, int line, int column) {

    /** A whole file. */
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    /** The usual form of compilers and editors, {@code file:line:column}. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    /** {@code place: } before a message, or nothing for no place. */
    static String prefix(@Nullable Place place) {
        return place == null ? "" : place + ": ";
    }
}

package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Form;
import java.util.Arrays;

/** The path to a USB port: the port of the controller, then of the hub there, and so on; {@code 1.2}. */
public final class UsbPort {

    /** How many ports a path has at most (libvirt, formatdomain: four levels). */
    public static final int MOST_LEVELS = 4;

    /** Numbers with dots between. */
    public static final Form FORM = (written, spot) -> {
        int[] path = parse(written);
        if (path.length == 0) {
            throw spot.rejected(written, "up to four numbers with dots between are expected");
        }
        return format(path, path.length);
    };

    private UsbPort() {}

    /** A path's numbers; none where it isn't one. */
    public static int[] parse(String path) {
        int[] numbers = new int[MOST_LEVELS];
        int count = 0;
        int number = -1;
        for (int i = 0; i <= path.length(); i++) {
            char c = i == path.length() ? '.' : path.charAt(i);
            if (c == '.') {
                if (number < 0 || count == MOST_LEVELS) {
                    return new int[0];
                }
                numbers[count++] = number;
                number = -1;
            } else if (c >= '0' && c <= '9' && number < 100_000) {
                number = 10 * Math.max(number, 0) + (c - '0');
            } else {
                return new int[0];
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** The first numbers of a path, as libvirt writes them. */
    public static String format(int[] path, int levels) {
        StringBuilder text = new StringBuilder(7);
        for (int i = 0; i < levels; i++) {
            text.append(i == 0 ? "" : ".").append(path[i]);
        }
        return text.toString();
    }
}

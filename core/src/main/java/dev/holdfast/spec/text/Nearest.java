package dev.holdfast.spec.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was probably meant by a word that isn't known. */
public final class Nearest {

    private Nearest() {}

    /** The nearest of the known words; null where none is near. */
    public static @Nullable String to(String word, Iterable<String> all) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String known : all) {
            int distance = distance(word.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        return least <= Math.max(2, word.length() / 2) ? nearest : null;
    }

    /** How many letters to insert, drop, change or swap with the next. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

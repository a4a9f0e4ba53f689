package dev.holdfast.spec.yaml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explains a key that isn't known where it stands, with what was probably meant. */
final class Slips {

    private Slips() {}

    /** What is wrong with a key of which the form knows no such use. */
    static Complaint explain(Form form, String key, Yaml value) {
        Complaint refused = form.refused.get(key);
        if (refused != null) {
            return refused;
        }
        boolean single = value instanceof Yaml.Scalar;
        if (form.lists.containsKey(key)) {
            return new Complaint(key + " is a list", "Write each as - and its keys");
        }
        if (!single && (form.attributes.contains(key) || form.shorts.containsKey(key))) {
            return new Complaint(key + " takes a single value", "");
        }
        if (form.children.containsKey(key) && single && !form.listKeys.containsKey(key)) {
            return new Complaint(
                    key + " takes a mapping, not a single value", "Write its keys below it, or {} for none");
        }
        String unknown = "Unknown key " + key + " in " + form.what;
        String force = "a name that libvirt has and Holdfast doesn't know is written "
                + (single ? "\"@" + key + "\"" : Form.forced(key));
        if (form == Vocabulary.DOMAIN && Vocabulary.DEVICES.keys().contains(key)) {
            return new Complaint(unknown, key + " belongs under devices");
        }
        String nearest = nearest(form, key);
        return new Complaint(
                unknown,
                nearest == null
                        ? Character.toUpperCase(force.charAt(0)) + force.substring(1)
                        : "Did you mean " + nearest + "? If not, " + force);
    }

    private static @Nullable String nearest(Form form, String key) {
        String list = form.listKeys.get(key);
        if (list != null) {
            return list;
        }
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String known : form.keys()) {
            int distance = distance(key.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        return least <= Math.max(2, key.length() / 2) ? nearest : null;
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

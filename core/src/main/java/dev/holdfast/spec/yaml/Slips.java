package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Nearest;
import dev.holdfast.spec.text.Yaml;
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
        return Nearest.to(key, form.keys());
    }
}

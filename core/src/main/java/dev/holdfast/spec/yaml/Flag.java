package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A short name for an empty element, {@code readonly: true}. */
record Flag(String key) implements ShortName {

    @Override
    public Path path() {
        return Path.of(key);
    }

    @Override
    public @Nullable Complaint put(Draft draft, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> {
                if (draft.child(key) == null) {
                    Draft child = new Draft(key);
                    child.shared = true;
                    draft.children.add(child);
                }
                yield null;
            }
            case "false", "no", "off" -> null;
            default -> new Complaint(key + " is " + value + ", which is neither true nor false", "");
        };
    }

    @Override
    public Yaml.@Nullable Scalar take(Draft draft) {
        Draft child = draft.child(key);
        if (child == null || child.written != null || !child.isEmpty() || draft.children(key).size() > 1) {
            return null;
        }
        draft.children.remove(child);
        return Yaml.word("true");
    }

    @Override
    public void own(Draft draft) {
        Draft child = draft.child(key);
        if (child != null && child.isEmpty() && draft.children(key).size() == 1) {
            draft.children.remove(child);
        } else if (child != null) {
            child.shared = true;
        }
    }

    @Override
    public String pattern() {
        return "^(true|false)$";
    }
}

package dev.holdfast.spec.yaml;

import dev.holdfast.match.Identity;
import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name that a device's owner gave it, which libvirt keeps as a user alias, {@code ua-root} for {@code root}. */
record DeviceName(String key, Path path) implements ShortName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+");

    DeviceName() {
        this("name", Path.of("alias@name"));
    }

    @Override
    public @Nullable Complaint put(Draft draft, String value) {
        return FORM.matcher(value).matches()
                ? ShortName.put(draft, path, key, Identity.USER_ALIAS + value)
                : new Complaint(
                        "The device's name " + value + " has a character that libvirt doesn't take in a name",
                        "Use letters from A to Z, digits, - and _");
    }

    @Override
    public Yaml.@Nullable Scalar take(Draft draft) {
        String alias = draft.get(path);
        if (alias == null
                || !alias.startsWith(Identity.USER_ALIAS)
                || !FORM.matcher(alias).region(Identity.USER_ALIAS.length(), alias.length()).matches()) {
            return null;
        }
        draft.take(path);
        return Yaml.text(alias.substring(Identity.USER_ALIAS.length()));
    }

    @Override
    public String pattern() {
        return "^" + FORM.pattern() + "$";
    }
}

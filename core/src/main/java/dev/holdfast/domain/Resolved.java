package dev.holdfast.domain;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that an owner may write as a name for what a completer makes of them: {@code q35} for a machine version. */
public final class Resolved {

    private static final Set<String> PATHS = Set.of("domain/os/type@machine");

    /** The machine types whose names don't begin the names of their versions. */
    private static final Map<String, String> FAMILIES = Map.of("q35", "pc-q35", "pc", "pc-i440fx");

    /** What follows a machine type's name in that of a version: {@code -10.0}, {@code -rhel9.4.0}. */
    private static final Pattern VERSION = Pattern.compile("-(rhel)?[0-9][0-9.]*");

    private Resolved() {}

    /** True where what stands at this path may be such a name. */
    public static boolean mayBeName(String path) {
        return PATHS.contains(path);
    }

    /** True where what an owner wrote at this path can be a name of this value: {@code q35} of {@code pc-q35-10.0}. */
    public static boolean isName(String path, String written, String value) {
        String family = FAMILIES.getOrDefault(written, written);
        return mayBeName(path)
                && value.startsWith(family)
                && VERSION.matcher(value.substring(family.length())).matches();
    }
}

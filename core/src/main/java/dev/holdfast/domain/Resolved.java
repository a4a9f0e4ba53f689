package dev.holdfast.domain;

import java.util.Set;

/** Values that an owner may write as a name for what a completer makes of them: {@code q35} for a machine version. */
public final class Resolved {

    private static final Set<String> PATHS = Set.of("domain/os/type@machine");

    private Resolved() {}

    /** True where what stands at this path may be such a name. */
    public static boolean mayBeName(String path) {
        return PATHS.contains(path);
    }
}

package dev.holdfast.abi;

import dev.holdfast.match.Difference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a guest would notice.
 *
 * @param device of which device, as a user would name it; {@code domain} for what belongs to none
 * @param difference what it would notice
 */
public record AbiChange(String device, Difference difference) {

    /** One line: what, from what to what, and what that does to a guest where it is known. */
    @Override
    public String toString() {
        String path = difference.path();
        int slash = path.indexOf('/');
        int at = path.indexOf('@');
        String below = slash >= 0 ? path.substring(slash + 1) : at >= 0 ? path.substring(at + 1) : path;
        String effect = Effects.of(path);
        return device + ": " + below + " " + shown(difference.before()) + " -> " + shown(difference.after())
                + (effect.isEmpty() ? "" : " (" + effect + ")");
    }

    /** What its reader can do about it. */
    public String remedy() {
        return difference.before() == null && DomainAbi.isNoticedWhereItComes(difference.path(), difference.after())
                ? "Name the VM's firmware in the spec, by os/loader and os/nvram, or say --accept-abi-change to let the "
                        + "guest notice"
                : "Undo the edit, or say --accept-abi-change to let the guest notice";
    }

    private static String shown(@Nullable String value) {
        String text = Objects.requireNonNullElse(value, "none");
        return text.isEmpty() ? "present" : text;
    }
}

package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import java.util.List;

/**
 * Ports that a format keeps free for devices to come, where no lock says which ports there are.
 *
 * @param placeholders devices that take their places among the others, and are taken out again so that their ports stay
 * @param appended how many ports come behind everything else
 */
public record Reserved(List<Element> placeholders, int appended) {

    /** None. */
    public static final Reserved NONE = new Reserved(List.of(), 0);

    /** True where there are none. */
    public boolean isNone() {
        return placeholders.isEmpty() && appended == 0;
    }
}

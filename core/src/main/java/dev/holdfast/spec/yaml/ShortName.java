package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * A short name: one key that stands for one value somewhere in an element, read and written by the same line of the
 * {@link Vocabulary}. What else that inner element has is written under its own name; where the short name is that
 * name, under the name in angle brackets. A short name with a mapping or list under it isn't short: it is the child
 * element of that name.
 */
interface ShortName {

    /** The key. */
    String key();

    /** The value that decides whether this was said. */
    Path path();

    /** Puts what the owner wrote into the element; what is wrong with it otherwise. */
    @Nullable Complaint put(Draft draft, String value);

    /** Takes what this stands for out of the element; null where the element has nothing that this can say. */
    Yaml.@Nullable Scalar take(Draft draft);

    /**
     * Takes out of the element what its owner said in these words, to be said in the same words anew.
     *
     * @param written what the owner wrote
     * @return null where these words can't say it
     */
    default Yaml.@Nullable Scalar say(String written, Draft draft) {
        return take(draft);
    }

    /** Takes out everything that the owner decided by writing this, in libvirt's words or not. */
    default void own(Draft draft) {
        draft.take(path());
    }

    /**
     * What replaces what the owner wrote: a machine's version its alias, a number with a unit the bare number.
     *
     * @param written what the owner wrote
     * @param complete the element as libvirt has it
     * @return null where nothing does
     */
    default @Nullable String resolved(String written, Draft complete) {
        return null;
    }

    /** False where this is only read, so that the key is free for the child element of its name. */
    default boolean isWritten() {
        return true;
    }

    /** What may be written, as a regular expression for editors; null for anything. */
    default @Nullable String pattern() {
        return null;
    }

    /** Puts a value in and complains if another one is there already. */
    static @Nullable Complaint put(Draft draft, Path path, String key, String value) {
        String before = draft.put(path, value);
        return before == null || before.equals(value)
                ? null
                : new Complaint(
                        key + " makes " + path + " " + value + ", and another key makes it " + before,
                        "Remove one of them");
    }
}

package dev.holdfast.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong.
 *
 * @param place where in the input, if it has a place there
 * @param device the device it is about, as a user would name it ({@code disk vda}), if it is about one
 * @param what what is wrong, with the value that is
 * @param remedy what to do about it; empty where nothing can be said
 */
public record Problem(@Nullable Place place, @Nullable String device, String what, String remedy) {

    /** A problem at a place in an input. */
    public static Problem at(@Nullable Place place, String what, String remedy) {
        return new Problem(place, null, what, remedy);
    }

    /** A problem with no place in an input. */
    public static Problem of(String what, String remedy) {
        return new Problem(null, null, what, remedy);
    }

    /** The same problem, said of this device. */
    public Problem about(String device) {
        return new Problem(place, device, what, remedy);
    }

    /** One line, or two where there is a remedy. */
    @Override
    public String toString() {
        String head = Place.prefix(place) + (device == null ? "" : device + ": ") + what;
        return remedy.isEmpty() ? head : head + "\n  " + remedy;
    }
}

package dev.holdfast.planner.shape;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Presets by number, each made when it is first asked for. Usable by several threads at once. */
public final class Presets {

    private final @Nullable Preset[] known;
    private final IntFunction<Preset> make;

    /**
     * So many.
     *
     * @param make makes the one of a number
     */
    public Presets(int count, IntFunction<Preset> make) {
        this.known = new @Nullable Preset[count];
        this.make = make;
    }

    /** The one of this number. */
    public Preset at(int number) {
        Preset preset = known[number];
        if (preset == null) {
            // Of several threads that make it at once, anyone's will do.
            preset = make.apply(number);
            known[number] = preset;
        }
        return preset;
    }
}

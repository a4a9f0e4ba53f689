package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Why the planner doesn't answer. */
public final class Verdict {

    private Verdict() {}

    /** What the libvirt that is planned for would reject. */
    public static CompleterException rejected(@Nullable Place place, String what, String remedy) {
        return new CompleterException(Reason.REJECTED, Problem.at(place, what, remedy), null);
    }

    /** The same, said of an element. */
    public static CompleterException rejected(Element at, String what, String remedy) {
        return rejected(at.place(), what, remedy);
    }

    /** What the planner doesn't model. */
    public static CompleterException unmodelled(@Nullable Place place, String what) {
        return new CompleterException(
                Reason.UNMODELLED,
                Problem.at(
                        place,
                        "The planner doesn't model " + what,
                        "Complete it on a live libvirt, --on qemu:///system; or let it through as it is, --allow-unmodelled"),
                null);
    }

    /** The same, said of an element. */
    public static CompleterException unmodelled(Element at, String what) {
        return unmodelled(at.place(), what);
    }
}

package dev.holdfast.kubevirt.operator;

/** Whose turn it is to work, where several operators watch the same and one of them holds the Lease. */
public sealed interface Turn {

    /** This one's, from now on. */
    record Works() implements Turn {}

    /**
     * Another's.
     *
     * @param holder how that one calls itself
     */
    record Waits(String holder) implements Turn {}

    /** No longer this one's: the Lease couldn't be renewed in time, or was taken. It must end, for it won't get another turn. */
    record Lost() implements Turn {}
}

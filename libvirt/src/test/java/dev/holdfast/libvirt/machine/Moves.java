package dev.holdfast.libvirt.machine;

import java.util.ArrayList;
import java.util.List;

/** What moved in the VMs that a change was made to. */
final class Moves {

    private final List<String> moves = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int compared;
    private int concerned;
    private int otherBoards;

    /** One VM's starts were compared. */
    synchronized void compared(List<String> moved, boolean otherBoard) {
        compared++;
        concerned += moved.isEmpty() ? 0 : 1;
        otherBoards += otherBoard ? 1 : 0;
        moves.addAll(moved);
    }

    /** One VM couldn't be started so. */
    synchronized void refused(String reason) {
        refusals.add(reason);
    }

    /** Devices that moved, each with its VM and its places. */
    synchronized List<String> moves() {
        return moves.stream().sorted().toList();
    }

    synchronized List<String> refusals() {
        return refusals.stream().sorted().toList();
    }

    /** How many VMs were started before and after. */
    synchronized int compared() {
        return compared;
    }

    /** How many VMs have another machine version afterwards. */
    synchronized int otherBoards() {
        return otherBoards;
    }

    /** {@code 12 devices in 5 VMs}. */
    synchronized String cell() {
        String moved = moves.isEmpty() ? "0 moved" : moves.size() + " devices of " + concerned + " VMs moved";
        String boards = otherBoards == 0 ? "" : otherBoards + " boards became others; ";
        return boards + moved + (refusals.isEmpty() ? "" : ", " + refusals.size() + " refused");
    }
}

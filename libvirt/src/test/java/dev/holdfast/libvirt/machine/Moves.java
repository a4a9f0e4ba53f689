package dev.holdfast.libvirt.machine;

import java.util.ArrayList;
import java.util.List;

/** What moved in the VMs that a change was made to. */
final class Moves {

    private final List<String> moves = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int compared;
    private int concerned;
    private int devices;
    private int otherBoards;

    /**
     * One VM's starts were compared.
     *
     * @param moved each time that a device moved; one device may move several times
     * @param otherBoard whether the machine version became another
     */
    synchronized void compared(Vm vm, List<Hardware.Moved> moved, boolean otherBoard) {
        compared++;
        concerned += moved.isEmpty() ? 0 : 1;
        devices += (int) moved.stream().map(Hardware.Moved::device).distinct().count();
        otherBoards += otherBoard ? 1 : 0;
        moved.forEach(device -> moves.add(vm + " " + device));
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
        String moved = devices == 0 ? "0 moved" : "%s of %s moved".formatted(count(devices, "device"), count(concerned, "VM"));
        String boards = otherBoards == 0 ? "" : count(otherBoards, "VM") + " on another board, ";
        return boards + moved + (refusals.isEmpty() ? "" : ", " + refusals.size() + " refused");
    }

    private static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}

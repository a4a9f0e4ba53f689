package dev.holdfast.libvirt.machine;

import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.RefusalException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** One change's row: what it moved, without Holdfast and with it. */
final class Tally {

    private final Change change;
    private final Moves alone = new Moves();
    private final Moves held = new Moves();
    private final List<Exception> failures = Collections.synchronizedList(new ArrayList<>());

    Tally(Change change) {
        this.change = change;
    }

    String title() {
        return change.title();
    }

    Moves alone() {
        return alone;
    }

    Moves held() {
        return held;
    }

    /** VMs whose starts couldn't be compared for a reason that is neither libvirt's nor Holdfast's. */
    List<Exception> failures() {
        return failures;
    }

    /** Makes the change to one VM both ways. */
    void count(Vm vm, Hosts hosts) {
        if (change.concerns(vm)) {
            count(vm, hosts, LibvirtAlone::new, alone, false);
            count(vm, hosts, WithHoldfast::new, held, true);
        }
    }

    private void count(Vm vm, Hosts hosts, Supplier<Way> way, Moves moves, boolean strictly) {
        List<Hardware> starts;
        try {
            starts = Attempts.of(change, vm, way, hosts);
        } catch (RefusalException | CompleterException | Virsh.Failed e) {
            moves.refused(vm + ": " + e.getMessage().replace('\n', ' '));
            return;
        } catch (RuntimeException e) {
            // Told in the end: what the other VMs came to isn't to be lost.
            failures.add(new IllegalStateException(title() + ", " + vm, e));
            return;
        }
        List<Hardware.Moved> moved = new ArrayList<>();
        boolean otherBoard = false;
        for (int i = 1; i < starts.size(); i++) {
            Hardware before = starts.get(i - 1);
            Hardware after = starts.get(i);
            moved.addAll(before.moved(after));
            otherBoard |= !before.board().equals(after.board());
            if (strictly) {
                moved.addAll(before.movedPorts(after));
            }
        }
        moves.compared(vm, moved, otherBoard);
    }

    /** {@code | change | VMs | without | with |}. */
    String row() {
        return "| " + title() + " | " + held.compared() + " | " + alone.cell() + " | " + held.cell() + " |";
    }
}

package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Bus;
import dev.holdfast.cli.show.Other;
import dev.holdfast.cli.show.Seat;
import dev.holdfast.cli.show.page.Row.Branch;
import dev.holdfast.cli.show.page.Row.Shape;
import dev.holdfast.lock.LockedDevice;
import java.util.ArrayList;
import java.util.List;

/** Buses as rows, from top to bottom. */
final class Rows {

    private final List<Row> rows = new ArrayList<>();

    private Rows() {}

    /** PCI buses, and all that hangs on them. */
    static List<Row> ofPci(List<Bus> roots) {
        Rows all = new Rows();
        for (Bus root : roots) {
            boolean opens = !root.seats().isEmpty();
            all.rows.add(new Row(Shape.BUS, "pci " + root.index(), root.controller(), Branch.ROOT, opens));
            all.seats(root, Branch.ROOT);
        }
        return all.rows;
    }

    /** Other buses, and what hangs on them. */
    static List<Row> ofOthers(List<Other> others) {
        Rows all = new Rows();
        for (Other bus : others) {
            all.rows.add(new Row(Shape.BUS, bus.name(), null, Branch.ROOT, true));
            for (LockedDevice device : bus.devices()) {
                Branch branch = Branch.ROOT.next(device == bus.devices().getLast());
                all.rows.add(new Row(Shape.DEVICE, "", device, branch, false));
            }
        }
        return all.rows;
    }

    private void seats(Bus bus, Branch below) {
        for (Seat seat : bus.seats()) {
            Branch branch = below.next(seat == bus.seats().getLast());
            Bus behind = seat.behind();
            boolean opens = behind != null && !behind.isFree();
            Shape shape = behind == null ? Shape.DEVICE : opens ? Shape.PORT : Shape.FREE;
            rows.add(new Row(shape, "", seat.device(), branch, opens));
            if (behind != null) {
                seats(behind, branch);
            }
        }
    }
}

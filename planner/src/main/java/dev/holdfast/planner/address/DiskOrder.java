package dev.holdfast.planner.address;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Disk;
import dev.holdfast.planner.kind.DiskName;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which libvirt has a domain's disks: those of a bus together, where the first of them was written, by what
 * their target names count.
 */
public final class DiskOrder {

    /** From where on disks without a written bus count as a bus of their own, whatever bus they get. */
    private static final Version BUS_BY_NAME_LATER = Versions.libvirt(7, 4);

    /**
     * A disk's place.
     *
     * @param disk the disk
     * @param bus which of the buses, in the order in which they came up
     * @param index which disk it is by its target's name
     */
    private record Place(Draft disk, int bus, int index) {}

    private static final Comparator<Place> BY_BUS_AND_NAME = (one, other) ->
            one.bus() != other.bus() ? Integer.compare(one.bus(), other.bus()) : Integer.compare(one.index(), other.index());

    private DiskOrder() {}

    /** Puts the disks as they were written into libvirt's order. */
    public static void apply(Plan plan) {
        List<Draft> disks = plan.devices(Ranks.DISK);
        if (disks.size() < 2) {
            return;
        }
        rejectTwins(disks);
        List<String> buses = new ArrayList<>();
        List<Place> places = new ArrayList<>(disks.size());
        for (Draft disk : disks) {
            String bus = bus(disk, plan);
            int at = buses.indexOf(bus);
            if (at < 0) {
                at = buses.size();
                buses.add(bus);
            }
            String name = disk.get(Disk.TARGET, Disk.DEV);
            places.add(new Place(disk, at, name == null ? -1 : DiskName.index(name, plan.platform().libvirt())));
        }
        places.sort(BY_BUS_AND_NAME);
        List<Draft> order = new ArrayList<>(disks.size());
        for (Place place : places) {
            order.add(place.disk());
        }
        plan.devices().reorder("disk", order);
    }

    private static void rejectTwins(List<Draft> disks) {
        Set<String> names = new HashSet<>();
        for (Draft disk : disks) {
            String name = disk.get(Disk.TARGET, Disk.DEV);
            if (name != null && !names.add(name)) {
                throw disk.rejected("There are two disks with the target " + name, "Give one of them another name");
            }
        }
    }

    private static String bus(Draft disk, Plan plan) {
        String bus = disk.get(Disk.TARGET, Disk.BUS);
        if (bus != null) {
            return bus;
        }
        if (plan.since(BUS_BY_NAME_LATER)) {
            return "";
        }
        String name = disk.get(Disk.TARGET, Disk.DEV);
        return "floppy".equals(disk.get(Disk.DEVICE)) ? "fdc" : DiskName.bus(name == null ? "" : name);
    }
}

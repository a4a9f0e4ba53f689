package dev.holdfast.cli.show.page;

import dev.holdfast.abi.DomainAbi;
import dev.holdfast.cli.show.page.Change.End;
import dev.holdfast.cli.show.page.Lines.Line;
import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two VMs beside each other, and what became of each device. */
final class Comparison {

    private final Map<LockedDevice, String> olds = new IdentityHashMap<>();
    private final Map<LockedDevice, String> news = new IdentityHashMap<>();
    private final Map<LockedDevice, Integer> oldLines = new IdentityHashMap<>();
    private final Twins twins;
    private final List<Line> lines;

    /** Of the rows of an old VM and of a new one. */
    Comparison(List<Row> old, List<Row> now) {
        List<LockedDevice> before = named("old", old, olds);
        twins = Twins.of(before, named("new", now, news));
        lines = Lines.of(old, now, this::oldKey, this::newKey);
        for (int i = 0; i < lines.size(); i++) {
            Row row = lines.get(i).old();
            if (row != null && row.device() != null) {
                oldLines.put(row.device(), i);
            }
        }
    }

    private static List<LockedDevice> named(String prefix, List<Row> rows, Map<LockedDevice, String> names) {
        List<LockedDevice> devices = new ArrayList<>();
        for (Row row : rows) {
            LockedDevice device = row.device();
            if (device != null) {
                devices.add(device);
                names.put(device, prefix + devices.size());
            }
        }
        return devices;
    }

    /** What is the same in both is known by the device that it is now. */
    private @Nullable Object oldKey(Row row) {
        LockedDevice device = row.device();
        LockedDevice now = device == null ? null : twins.is(device);
        return device == null ? row.bus() : now == null || fate(device) == Fate.MOVED ? null : new Same(now);
    }

    private @Nullable Object newKey(Row row) {
        LockedDevice device = row.device();
        return device == null ? row.bus() : new Same(device);
    }

    /** Equal devices are still two. */
    private record Same(LockedDevice device) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.device == device;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(device);
        }
    }

    /** Line by line. */
    List<Line> lines() {
        return lines;
    }

    /** What became of a device of either VM. */
    Fate fate(LockedDevice device) {
        return olds.containsKey(device) ? Fate.of(device, twins.is(device)) : Fate.of(twins.was(device), device);
    }

    /** The same device in the other VM; null for none. */
    @Nullable LockedDevice twin(LockedDevice device) {
        return olds.containsKey(device) ? twins.is(device) : twins.was(device);
    }

    /** The id of a device's row. */
    String anchor(LockedDevice device) {
        return Objects.requireNonNull(olds.containsKey(device) ? olds.get(device) : news.get(device));
    }

    /** How many devices are as they were. */
    long stayed() {
        return news.keySet().stream().filter(device -> fate(device) == Fate.STAYED).count();
    }

    /** All devices that aren't as they were: what moved, what changed, what is gone, what is new. */
    List<Change> devices() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Row row = lines.get(i).now();
            if (row != null && row.device() != null && fate(row.device()) != Fate.STAYED) {
                changes.add(now(row, row.device(), i));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Row row = lines.get(i).old();
            if (row != null && row.device() != null && fate(row.device()) == Fate.GONE) {
                changes.add(new Change(Fate.GONE, Words.of(row.device(), row.shape()).line(), end(row.device(), i), null, List.of()));
            }
        }
        changes.sort(Comparator.comparing(Change::fate));
        return changes;
    }

    private Change now(Row row, LockedDevice device, int line) {
        LockedDevice was = twins.was(device);
        Integer oldLine = was == null ? null : oldLines.get(was);
        return new Change(
                fate(device),
                Words.of(device, row.shape()).line(),
                was == null || oldLine == null ? null : end(was, oldLine),
                end(device, line),
                was == null ? List.of() : Fate.seen(was, device).stream().map(Comparison::said).toList());
    }

    private static String said(Difference difference) {
        return Facts.below(difference.path()) + " " + said(difference.before()) + " → " + said(difference.after());
    }

    private End end(LockedDevice device, int line) {
        return new End(place(device), anchor(device), line);
    }

    private static String place(LockedDevice device) {
        Place place = Place.of(device);
        return place == null ? "no address" : place.lead() + place.text();
    }

    /** The values of two domains, outside their devices, that a guest tells apart. */
    static List<Change> ofDomains(Map<String, Held> old, Map<String, Held> now) {
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            Held before = old.get(path);
            Held after = now.get(path);
            if (DomainAbi.guestSees(path) && (before == null || Fate.isOther(before, after))) {
                changes.add(new Change(
                        Fate.CHANGED, Facts.below(path), End.of(said(before)), End.of(said(after)), List.of()));
            }
        }
        return changes;
    }

    private static String said(@Nullable Held held) {
        return said(held == null ? null : held.value());
    }

    private static String said(@Nullable String value) {
        return value == null ? "not there" : value;
    }
}

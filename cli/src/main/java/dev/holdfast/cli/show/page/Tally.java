package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.page.Row.Shape;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.Origin;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How much of a VM there is of what.
 *
 * @param values how many values each decided
 * @param names who the completers were, this one and earlier ones
 * @param ports how many ports and bridges there are
 * @param free how many of them have nothing behind them
 * @param devices how many other devices there are
 */
record Tally(Map<Decider, Integer> values, Map<Decider, Set<String>> names, long ports, long free, long devices) {

    /** Of one VM, drawn as these rows. */
    static Tally of(Lock lock, List<Row> rows) {
        Map<Decider, Integer> values = new EnumMap<>(Decider.class);
        Map<Decider, Set<String>> names = new EnumMap<>(Decider.class);
        Tally tally = new Tally(
                values,
                names,
                count(rows, Shape.PORT) + count(rows, Shape.FREE),
                count(rows, Shape.FREE),
                count(rows, Shape.DEVICE));
        tally.add(lock.domain().values(), lock);
        lock.devices().forEach(device -> tally.add(device.facts().values(), lock));
        return tally;
    }

    private static long count(List<Row> rows, Shape shape) {
        return rows.stream().filter(row -> row.shape() == shape).count();
    }

    private void add(Collection<Held> held, Lock lock) {
        for (Held value : held) {
            Decider decider = Decider.of(value, lock.made());
            values.merge(decider, 1, Integer::sum);
            if (value.origin() instanceof Origin.Completed by) {
                names.computeIfAbsent(decider, _ -> new TreeSet<>()).add(by.label());
            }
        }
    }

    /** How many values one decided. */
    int of(Decider decider) {
        return values.getOrDefault(decider, 0);
    }

    /** A decider's own name: which completer it was. */
    String name(Decider decider) {
        return names.getOrDefault(decider, Set.of()).stream().collect(Collectors.joining(", "));
    }

    /** In words. */
    String words() {
        return counted(devices, "device") + ", " + counted(ports, "port") + (ports == 0 ? "" : " (" + free + " free)");
    }

    /** {@code 1 port}, {@code 2 ports}. */
    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}

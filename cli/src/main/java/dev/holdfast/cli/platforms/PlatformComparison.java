package dev.holdfast.cli.platforms;

import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each of several platforms makes of a spec.
 *
 * @param rows what differs among the platforms that complete it
 * @param refused why each of the others doesn't
 */
record PlatformComparison(List<Row> rows, Map<PlannedPlatform, List<Problem>> refused) {

    /**
     * Something that differs.
     *
     * @param device the device's id in a lock, or {@code domain}
     * @param path what of it; empty for a device that not all have
     * @param values what each platform has; none for a platform that hasn't
     */
    record Row(String device, String path, Map<PlannedPlatform, String> values) {

        private boolean differs(int platforms) {
            return values.size() < platforms || values.values().stream().distinct().count() > 1;
        }
    }

    private static final String DOMAIN = "domain";

    /** The comparison. */
    static PlatformComparison of(Spec spec, @Nullable Lock lock, List<PlannedPlatform> platforms) {
        Map<PlannedPlatform, Lock> completed = new LinkedHashMap<>();
        Map<PlannedPlatform, List<Problem>> refused = new LinkedHashMap<>();
        for (PlannedPlatform platform : platforms) {
            try (Planner planner = Planner.on(platform)) {
                completed.put(platform, Holdfast.complete(spec, lock, planner, AbiChanges.ACCEPT).lock());
            } catch (CompleterException e) {
                refused.put(platform, e.problems());
            }
        }
        return new PlatformComparison(rows(completed), refused);
    }

    /** True where all come to the same. */
    boolean isSame() {
        return rows.isEmpty() && refused.isEmpty();
    }

    private static List<Row> rows(Map<PlannedPlatform, Lock> completed) {
        List<Row> rows = facts(DOMAIN, by(completed, Lock::domain));
        Map<String, Map<PlannedPlatform, LockedDevice>> devices = new LinkedHashMap<>();
        completed.forEach((platform, lock) -> lock.devices().forEach(device ->
                devices.computeIfAbsent(device.id(), _ -> new LinkedHashMap<>()).put(platform, device)));
        devices.forEach((id, having) -> {
            if (having.size() < completed.size()) {
                rows.add(new Row(id, "", by(having, _ -> "there")));
            }
            rows.addAll(facts(id, by(having, LockedDevice::facts)));
        });
        return rows;
    }

    /** What differs among those that have this device. */
    private static List<Row> facts(String device, Map<PlannedPlatform, Map<String, Held>> having) {
        Map<String, Map<PlannedPlatform, String>> values = new LinkedHashMap<>();
        having.forEach((platform, facts) -> facts.forEach((path, held) -> {
            if (!held.isIgnored()) {
                values.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(platform, held.value());
            }
        }));
        return values.entrySet().stream()
                .map(fact -> new Row(device, Facts.below(fact.getKey()), fact.getValue()))
                .filter(row -> row.differs(having.size()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static <A, B> Map<PlannedPlatform, B> by(Map<PlannedPlatform, A> map, Function<A, B> change) {
        Map<PlannedPlatform, B> changed = new LinkedHashMap<>();
        map.forEach((platform, value) -> changed.put(platform, change.apply(value)));
        return changed;
    }
}

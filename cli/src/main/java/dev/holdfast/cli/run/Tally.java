package dev.holdfast.cli.run;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How many files came to what. */
final class Tally {

    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final Set<Remark> unreached = new HashSet<>();

    /** Counts one; what is left to say of it: that there is no connection is said once, not once a file. */
    List<Remark> add(Result result) {
        counts.merge(result.verdict(), 1, Integer::sum);
        if (result.verdict() != Verdict.UNREACHED) {
            return result.remarks();
        }
        return result.remarks().stream().filter(unreached::add).toList();
    }

    /** {@code 497 done, 2 refused, 1 failed}. */
    String summary() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
    }

    /** The worst. */
    int exit() {
        return counts.keySet().stream().mapToInt(Verdict::exit).max().orElse(0);
    }
}

package dev.holdfast.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by row and column, and the reasons behind some of them. */
public final class Table {

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final Map<String, List<String>> reasons = new TreeMap<>();

    /** One more in a cell. */
    public synchronized void count(String row, String column) {
        counts.computeIfAbsent(row, r -> new TreeMap<>()).merge(column, 1, Integer::sum);
    }

    /** One more in a cell, and why. */
    public synchronized void count(String row, String column, String reason) {
        count(row, column);
        reasons.computeIfAbsent(column, c -> new ArrayList<>()).add(row + ": " + reason.replace("\n", " "));
    }

    /** Why the cells of a column are what they are. */
    public synchronized List<String> reasons(String column) {
        return reasons.getOrDefault(column, List.of()).stream().sorted().toList();
    }

    /** What a cell holds. */
    public synchronized int cell(String row, String column) {
        return counts.getOrDefault(row, Map.of()).getOrDefault(column, 0);
    }

    /** Its rows. */
    public synchronized List<String> rows() {
        return List.copyOf(counts.keySet());
    }

    /** As Markdown, a row each, these columns. */
    public synchronized String markdown(String corner, List<String> columns) {
        StringBuilder out = new StringBuilder("| " + corner);
        columns.forEach(column -> out.append(" | ").append(column));
        out.append(" |\n|---").append("|---".repeat(columns.size())).append("|\n");
        counts.forEach((row, cells) -> {
            out.append("| ").append(row);
            columns.forEach(column -> out.append(" | ").append(cells.getOrDefault(column, 0)));
            out.append(" |\n");
        });
        return out.toString();
    }
}

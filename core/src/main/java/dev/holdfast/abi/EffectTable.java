package dev.holdfast.abi;

import dev.holdfast.domain.Facts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What changes do, by what is changed.
 *
 * @param rows each about a path and all below it that has no row of its own
 */
record EffectTable(List<Row> rows) {

    /**
     * One row.
     *
     * @param path as {@link Facts#general} has it
     * @param consequence what its change does
     */
    record Row(String path, Consequence consequence) {}

    /**
     * A row.
     *
     * @param path as {@link Facts#general} has it
     * @param reason why it is this bad and not worse or less
     */
    static Row row(String path, Severity severity, String notice, String reason) {
        return new Row(path, new Consequence(severity, notice, reason));
    }

    /** The longest row that covers the path. */
    Optional<Consequence> of(String path) {
        String general = Facts.general(path);
        return rows.stream()
                .filter(row -> Facts.covers(row.path(), general))
                .max(Comparator.comparingInt(row -> row.path().length()))
                .map(Row::consequence);
    }
}

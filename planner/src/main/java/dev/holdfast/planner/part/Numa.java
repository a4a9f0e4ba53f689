package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.NumberSet;
import dev.holdfast.planner.shape.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The guest's NUMA cells: {@code <numa>} in {@code <cpu>}. */
final class Numa {

    private static final int LOCAL = 10;
    private static final int UNREACHABLE = 255;
    private static final Form NUMBER = Forms.decimal(0, Integer.MAX_VALUE);

    private static final Form CPUS = (written, spot) -> {
        BitSet cpus = NumberSet.parse(written, spot);
        return cpus.isEmpty() ? null : NumberSet.format(cpus);
    };

    /** Since this libvirt a cell's size of cache lines is given in any unit. */
    static final Version CACHES = Versions.libvirt(6, 6);

    /** From it on, libvirt says of a cache that it has no associativity or policy. */
    private static final Version SAYS_NONE = Versions.libvirt(9, 1);

    static final Shape SHAPE = Shape.of("numa")
            .children(Shape.of("cell")
                    .attr("id", NUMBER)
                    .attr("cpus", CPUS)
                    .attr("memory", Sizes.kib("unit"))
                    .attr("unit", (written, spot) -> "KiB")
                    .attr("memAccess", Forms.oneOf("shared", "private"))
                    .attr("discard", Forms.YES_NO)
                    .requires("@memory")
                    .child(Shape.of("distances")
                            .children(Shape.of("sibling")
                                    .attr("id", NUMBER)
                                    .attr("value", Forms.decimal(LOCAL, UNREACHABLE))
                                    .requires("@id", "@value")))
                    .children(
                            Shape.of("cache")
                                    .attr("level", Forms.decimal(1, 3))
                                    .attr("associativity", Forms.oneOf("none", "direct", "full"))
                                    .attr("policy", Forms.oneOf("none", "writeback", "writethrough"))
                                    .requires("@level", "@associativity", "@policy")
                                    .child(cacheSize("size", "KiB"))
                                    .child(cacheSize("line", "B")),
                            CACHES))
            .child(
                    Shape.of("interconnects")
                            .children(link("latency").attr("value", Forms.decimal(0, Long.MAX_VALUE)))
                            .children(link("bandwidth")
                                    .attr("value", Sizes.kib("unit"))
                                    .attr("unit", (written, spot) -> "KiB")),
                    CACHES);

    private Numa() {}

    /** libvirt looks for the unit where none is written, and so counts in its usual one. */
    private static Shape cacheSize(String name, String unit) {
        return Shape.of(name)
                .attr("value", NUMBER)
                .attr("unit", (written, spot) -> {
                    if (!written.equals(unit)) {
                        throw spot.unmodelled(written);
                    }
                    return unit;
                })
                .requires("@value");
    }

    private static Shape link(String name) {
        return Shape.of(name)
                .attr("initiator", NUMBER)
                .attr("target", NUMBER)
                .attr("cache", Tuning.unlessZero(NUMBER))
                .attr("type", Forms.oneOf("access", "read", "write"))
                .requires("@initiator", "@target", "@type", "@value");
    }

    /** The cells of a domain; a list of its own. */
    static List<Draft> cells(Draft domain) {
        Draft cpu = domain.child("cpu");
        Draft numa = cpu == null ? null : cpu.child("numa");
        return numa == null ? List.of() : numa.children("cell");
    }

    /** How many KiB the cells have together. */
    static long memory(Draft domain) {
        long sum = 0;
        for (Draft cell : cells(domain)) {
            sum += Long.parseLong(cell.get("memory", "0"));
        }
        return sum;
    }

    /** Gives a domain that has none the one cell that all its processors are in. */
    static void addCell(Draft domain, long memory) {
        domain.make("cpu").make("numa").add("cell").set("id", 0).set("memory", memory).set("unit", "KiB");
    }

    /** Puts the cells in order of their numbers, and processors of no cell into the first. */
    static void complete(Plan plan) {
        Draft domain = plan.domain();
        Draft cpu = domain.child("cpu");
        Draft numa = cpu == null ? null : cpu.child("numa");
        if (numa == null) {
            return;
        }
        List<Draft> written = numa.children("cell");
        if (written.isEmpty()) {
            throw numa.rejected("<numa> has no cell", "Give it one, or remove it");
        }
        order(numa, written);
        fillFirst(numa.children("cell"), Vcpus.count(domain));
        distances(numa.children("cell"));
        if (!plan.since(SAYS_NONE)) {
            for (Draft cell : numa.children("cell")) {
                for (Draft cache : cell.children("cache")) {
                    leaveNone(cache);
                }
            }
        }
        Draft links = numa.child("interconnects");
        if (links != null) {
            links(links, numa.children("cell"));
        }
    }

    private static void leaveNone(Draft cache) {
        for (String attribute : List.of("associativity", "policy")) {
            if (cache.is(attribute, "none")) {
                cache.set(attribute, null);
            }
        }
    }

    private static void order(Draft numa, List<Draft> written) {
        @Nullable Draft[] byId = new @Nullable Draft[written.size()];
        for (int i = 0; i < written.size(); i++) {
            Draft cell = written.get(i).set("unit", "KiB");
            int id = cell.number("id", i);
            if (id >= byId.length) {
                throw cell.rejected(
                        "There are " + byId.length + " NUMA cells, and one has the id " + id,
                        "Number them from 0 on without a gap");
            }
            if (byId[id] != null) {
                throw cell.rejected("There are two NUMA cells " + id, "Number them from 0 on");
            }
            byId[id] = cell.set("id", id);
        }
        numa.remove("cell");
        for (Draft cell : byId) {
            numa.add(Objects.requireNonNull(cell));
        }
    }

    private static void fillFirst(List<Draft> cells, int processors) {
        BitSet all = new BitSet();
        for (Draft cell : cells) {
            String cpus = cell.get("cpus");
            if (cpus == null) {
                continue;
            }
            BitSet own = NumberSet.of(cpus);
            if (own.length() > processors) {
                throw cell.rejected(
                        "NUMA cell " + cell.get("id") + " has processor " + (own.length() - 1) + ", and the domain has "
                                + processors,
                        "Raise the number in <vcpu>");
            }
            if (own.intersects(all)) {
                throw cell.rejected(
                        "NUMA cell " + cell.get("id") + " has processors that another cell has", "Name each once");
            }
            all.or(own);
        }
        if (all.cardinality() < processors) {
            Draft first = cells.getFirst();
            BitSet rest = new BitSet();
            rest.set(0, processors);
            rest.andNot(all);
            String cpus = first.get("cpus");
            if (cpus != null) {
                rest.or(NumberSet.of(cpus));
            }
            first.set("cpus", NumberSet.format(rest));
        }
    }

    /** Distances go both ways where only one is written, and each cell that has any has its own. */
    private static void distances(List<Draft> cells) {
        int count = cells.size();
        int[][] table = new int[count][];
        for (int from = 0; from < count; from++) {
            Draft distances = cells.get(from).child("distances");
            if (distances == null) {
                continue;
            }
            if (!distances.hasChild("sibling")) {
                throw distances.rejected("<distances> has no sibling", "Give it one, or remove it");
            }
            for (Draft sibling : distances.children()) {
                int to = sibling.number("id", 0);
                int value = sibling.number("value", 0);
                if (to >= count || (to == from) != (value == LOCAL)) {
                    throw sibling.rejected(
                            "The distance from NUMA cell " + from + " to " + to + " can't be " + value,
                            "Cells are " + LOCAL + " from themselves and more from others that there are");
                }
                row(table, from)[to] = value;
                int[] back = row(table, to);
                back[from] = back[from] == 0 ? value : back[from];
            }
        }
        for (int from = 0; from < count; from++) {
            write(cells.get(from), table[from]);
        }
    }

    private static int[] row(int[][] table, int cell) {
        if (table[cell] == null) {
            table[cell] = new int[table.length];
            table[cell][cell] = LOCAL;
        }
        return table[cell];
    }

    private static void write(Draft cell, int @Nullable [] row) {
        cell.remove("distances");
        for (int to = 0; row != null && to < row.length; to++) {
            if (row[to] != 0) {
                cell.make("distances").add("sibling").set("id", to).set("value", row[to]);
            }
        }
    }

    private static void links(Draft links, List<Draft> cells) {
        for (Draft link : links.children()) {
            if (link.name().equals("bandwidth")) {
                link.set("unit", "KiB");
            }
            int from = link.number("initiator", 0);
            int to = link.number("target", 0);
            if (from >= cells.size() || to >= cells.size() || !cells.get(from).has("cpus")) {
                throw link.rejected(
                        "There is no link from NUMA cell " + from + " to " + to,
                        "Links go from a cell with processors to any cell that there is");
            }
            String level = link.get("cache");
            if (level != null && cells.get(to).children("cache").stream().noneMatch(cache -> cache.is("level", level))) {
                throw link.rejected("NUMA cell " + to + " has no cache of level " + level, "Describe it in the cell");
            }
        }
    }
}

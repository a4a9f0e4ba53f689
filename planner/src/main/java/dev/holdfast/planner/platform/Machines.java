package dev.holdfast.planner.platform;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine types of a platform, found by name or alias. */
public final class Machines {

    private final List<Machine> all;
    private final Map<String, Machine> byName;

    /** These, in this order. */
    public Machines(Collection<Machine> all) {
        this.all = List.copyOf(all);
        this.byName = HashMap.newHashMap(2 * all.size());
        for (Machine machine : all) {
            byName.put(machine.name(), machine);
            machine.aliases().forEach(alias -> byName.put(alias, machine));
        }
    }

    /** All of them. */
    public List<Machine> all() {
        return all;
    }

    /** The one of this name or alias, if there is one. */
    public @Nullable Machine find(String nameOrAlias) {
        return byName.get(nameOrAlias);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Machines machines && all.equals(machines.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}

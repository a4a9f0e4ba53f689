package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The VM is submitted again: to another libvirt, or with another spec, or both.
 *
 * @param title in the table's words
 * @param concerned whether it can happen to such a VM
 * @param submitted what is submitted where, one after the other
 */
record Submissions(String title, Predicate<Vm> concerned, BiFunction<Vm, Hosts, List<Submitted>> submitted)
        implements Change {

    /** A spec and the libvirt that it is submitted to. */
    record Submitted(Hosts.Site site, Element spec) {}

    @Override
    public boolean concerns(Vm vm) {
        return concerned.test(vm);
    }

    @Override
    public List<Hardware> starts(Vm vm, Way way, Hosts hosts) {
        List<Hardware> all = new ArrayList<>();
        for (Submitted next : submitted.apply(vm, hosts)) {
            Element definition = way.define(next.site().libvirt(), next.spec());
            all.add(next.site().starts().once(definition));
        }
        return all;
    }
}

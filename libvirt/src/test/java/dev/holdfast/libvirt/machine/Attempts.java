package dev.holdfast.libvirt.machine;

import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import java.util.function.Supplier;

/** A change made from its beginning, and again where a connection was lost on the way: the lab's machine may be busy. */
final class Attempts {

    private static final int MOST = 4;

    private Attempts() {}

    /**
     * The VM's hardware at each start.
     *
     * @param way a new one for each attempt
     */
    static List<Hardware> of(Change change, Vm vm, Supplier<Way> way, Hosts hosts) {
        for (int attempt = 1; ; attempt++) {
            List<Libvirt> used = hosts.all().stream().map(Hosts.Site::libvirt).toList();
            try {
                return change.starts(vm, way.get(), hosts);
            } catch (CompleterException | Virsh.Failed e) {
                if (!isLost(e) || attempt == MOST) {
                    throw e;
                }
                for (int i = 0; i < used.size(); i++) {
                    hosts.get(i).reconnect(used.get(i));
                    hosts.get(i).clear(vm.spec().value("name"));
                }
            }
        }
    }

    private static boolean isLost(RuntimeException e) {
        return e instanceof Virsh.Failed failed
                ? failed.isLost()
                : e instanceof CompleterException rejected
                        && rejected.reason() == CompleterException.Reason.UNREACHABLE;
    }
}

package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Lab;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts of VMs on one libvirt. The same definition there is started once, whoever made it. */
final class Starts {

    private final Lab.Host host;
    private final Virsh virsh;
    private final Witness witness;
    private final Map<String, Hardware> told = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Starts(Lab.Host host, Witness witness) {
        this.host = host;
        this.virsh = new Virsh(host);
        this.witness = witness;
    }

    /**
     * The hardware of a domain that is defined; afterwards it is undefined.
     *
     * @param definition as libvirt has it
     */
    Hardware once(Element definition) {
        String name = definition.value("name");
        try {
            // Neither UUID nor Holdfast's mark is hardware that QEMU's bus could show.
            String same = DomainXml.write(definition.without("uuid").without("metadata"));
            Hardware known = told.get(same);
            if (known == null) {
                try (Running running = start(definition)) {
                    known = witness.ask(running);
                }
                told.put(same, known);
            }
            return known;
        } finally {
            virsh.run("undefine", name);
        }
    }

    /** Starts a domain that is defined. */
    Running start(Element definition) {
        Images.make(host, definition);
        count.incrementAndGet();
        return Running.start(virsh, definition.value("name"));
    }

    /** The hardware of a domain that runs. */
    Hardware of(Running running) {
        return witness.ask(running);
    }

    int count() {
        return count.get();
    }
}

package dev.holdfast.libvirt;

import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.client.Connect;
import dev.holdfast.libvirt.client.Domain;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.problem.UnusableInputException;
import java.time.Instant;
import java.util.Optional;

/** Dry runs that a killed process left behind. */
final class Leftovers {

    private Leftovers() {}

    /**
     * Undefines every inactive domain that has the name and the mark of a dry run and whose process is gone. One that
     * can't be undefined stays for the next connection: it is no reason to refuse this one.
     *
     * @throws LibvirtException where the names can't be listed
     */
    static void clear(Connect connect, UndefineFlags flags) throws LibvirtException {
        for (String name : connect.listDefinedDomains()) {
            if (name.startsWith(DryRun.PREFIX) && !Turns.isDryRun(name)) {
                try {
                    clear(connect, name, flags);
                } catch (LibvirtException | UnusableInputException e) {
                    // Gone meanwhile, or another's to clear.
                }
            }
        }
    }

    private static void clear(Connect connect, String name, UndefineFlags flags) throws LibvirtException {
        Domain domain = connect.domainLookupByName(name);
        try {
            Optional<DryRunMark> mark = DryRunMark.of(XmlSource.parse(domain.xml(Domain.XML_INACTIVE), name));
            if (mark.isPresent() && isLeft(mark.get())) {
                domain.undefine(flags.bits());
            }
        } finally {
            domain.free();
        }
    }

    private static boolean isLeft(DryRunMark mark) {
        // One of this process that isn't under way lost its connection before it could undefine.
        return mark.isOwn() || mark.isDead(ThisProcess.self(), Instant.now(), ThisProcess::startOf);
    }
}

package dev.holdfast.libvirt.machine;

import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import java.util.List;
import java.util.stream.Collectors;

/** The libvirts of the lab, oldest first, with what a start there once told. */
final class Hosts implements AutoCloseable {

    /** One of them. */
    record Site(Lab.Host host, Libvirt libvirt, Virsh virsh, Starts starts) {

        @Override
        public String toString() {
            return host.name();
        }
    }

    private final List<Site> sites = Lab.hosts().stream()
            .map(host -> new Site(host, host.connect(), new Virsh(host), new Starts(host)))
            .collect(Collectors.toUnmodifiableList());

    List<Site> all() {
        return sites;
    }

    /** The nth, and after the last the first again. */
    Site get(int number) {
        return sites.get(number % sites.size());
    }

    /** How many starts there were. */
    int started() {
        return sites.stream().mapToInt(site -> site.starts().count()).sum();
    }

    @Override
    public void close() {
        sites.forEach(site -> site.libvirt().close());
    }
}

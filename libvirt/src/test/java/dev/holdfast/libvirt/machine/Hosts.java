package dev.holdfast.libvirt.machine;

import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import java.util.ArrayList;
import java.util.List;

/** The libvirts of the lab, oldest first, with what a start there once told. */
final class Hosts implements AutoCloseable {

    /** One of them. */
    static final class Site implements AutoCloseable {

        private final Lab.Host host;
        private final Virsh virsh;
        private final Starts starts;
        private final List<Libvirt> gone = new ArrayList<>();
        private Libvirt libvirt;

        private Site(Lab.Host host, Witness witness) {
            this.host = host;
            virsh = new Virsh(host);
            starts = new Starts(host, witness);
            libvirt = host.connect();
        }

        synchronized Libvirt libvirt() {
            return libvirt;
        }

        Virsh virsh() {
            return virsh;
        }

        Starts starts() {
            return starts;
        }

        /**
         * Connects anew where a connection was lost; libvirt gives one up that a busy machine didn't serve for a while. The
         * lost one isn't closed: others may be about to find out.
         */
        synchronized void reconnect(Libvirt lost) {
            if (libvirt == lost) {
                gone.add(lost);
                libvirt = host.connect();
            }
        }

        /** Takes a domain away that a test left in the middle. */
        void clear(String name) {
            List<String> there = virsh.run("list", "--all", "--name").lines().toList();
            if (there.contains(name)) {
                if (virsh.run("domstate", name).equals("running")) {
                    virsh.run("destroy", name);
                }
                virsh.run("undefine", name);
            }
        }

        @Override
        public synchronized void close() {
            libvirt.close();
            gone.forEach(Libvirt::close);
        }

        @Override
        public String toString() {
            return host.name();
        }
    }

    private final List<Site> sites;

    /**
     * Connects to all of them.
     *
     * @param witness who is asked for a VM's hardware
     */
    Hosts(Witness witness) {
        sites = Lab.hosts().stream().map(host -> new Site(host, witness)).toList();
    }

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
        sites.forEach(Site::close);
    }
}

package dev.holdfast.cli;

import dev.holdfast.cli.run.Connector;
import dev.holdfast.cli.run.Reached;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.problem.CompleterException;

/** The one place that names the libvirt module, so that what doesn't connect doesn't load it. */
final class LibvirtConnector implements Connector {

    @Override
    public Reached connect(String uri) {
        Libvirt libvirt = Libvirt.connect(uri);
        return new Reached(libvirt, libvirt::waited);
    }

    /** Loads what connecting needs. Where that fails, connecting will say so. */
    static void prepare() {
        try {
            Libvirt.prepare();
        } catch (CompleterException e) {
            // Said where it matters.
        }
    }
}

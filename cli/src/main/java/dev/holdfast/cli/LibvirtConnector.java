package dev.holdfast.cli;

import dev.holdfast.Host;
import dev.holdfast.libvirt.Libvirt;

/** The one place that names the libvirt module, so that what doesn't connect doesn't load it. */
final class LibvirtConnector {

    private LibvirtConnector() {}

    static Host connect(String uri) {
        return Libvirt.connect(uri);
    }
}

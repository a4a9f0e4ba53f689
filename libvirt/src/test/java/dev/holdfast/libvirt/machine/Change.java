package dev.holdfast.libvirt.machine;

import java.util.List;

/** Something that happens to a VM between two starts. */
interface Change {

    /** In the table's words. */
    String title();

    /** Whether it can happen to such a VM. */
    boolean concerns(Vm vm);

    /** The VM's hardware before it and after it; more than two where it happens more than once. */
    List<Hardware> starts(Vm vm, Way way, Hosts hosts);
}

package dev.holdfast.libvirt.machine;

/** Who is asked for the hardware of a VM that runs. */
interface Witness {

    /** What it says. */
    Hardware ask(Running running);
}

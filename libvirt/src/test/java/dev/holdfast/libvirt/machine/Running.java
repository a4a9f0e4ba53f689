package dev.holdfast.libvirt.machine;

import dev.holdfast.libvirt.Lab;

/** A domain that runs. */
final class Running implements AutoCloseable {

    private final Virsh virsh;
    private final String name;

    private Running(Virsh virsh, String name) {
        this.virsh = virsh;
        this.name = name;
    }

    /** Starts a domain that is defined. */
    static Running start(Virsh virsh, String name) {
        virsh.run("start", name);
        return new Running(virsh, name);
    }

    /** Where it runs. */
    Lab.Host host() {
        return virsh.host();
    }

    /** Its name. */
    String name() {
        return name;
    }

    /** Its domain as it runs, aliases included. */
    String xml() {
        return virsh.run("dumpxml", name);
    }

    /** Has QEMU's monitor execute a command, and answers as it does. */
    String monitor(String json) {
        return virsh.run("qemu-monitor-command", name, json);
    }

    /** Plugs a device in, into the running VM and into its definition. */
    void attach(String device) {
        virsh.runWith(device, "attach-device", name, "--live", "--config", "--file");
    }

    /** Pulls the plug. */
    @Override
    public void close() {
        try {
            virsh.run("destroy", name);
        } catch (Virsh.Failed e) {
            // On a busy machine virsh may fail after it was done, without a word.
            if (!virsh.run("domstate", name).equals("shut off")) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return name + " on " + virsh.host();
    }
}

package dev.holdfast.match;

/**
 * One thing that the completer added.
 *
 * @param device the id of the device it was added to, {@code domain} for what belongs to none
 * @param what what was added: {@code pci 0000:01:00.0}, {@code model virtio}, or a device's kind for a whole device
 * @param value its value; empty where the being there is all
 * @param by who decided it
 */
public record Addition(String device, String what, String value, String by) {

    /** {@code pci 0000:01:00.0 for disk-vda, by libvirt 12.8.0}. */
    @Override
    public String toString() {
        return what + (value.isEmpty() ? "" : " " + value) + " for " + device + ", by " + by;
    }
}

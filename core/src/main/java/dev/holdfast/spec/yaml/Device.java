package dev.holdfast.spec.yaml;

/** What is written the same way for every device. */
final class Device {

    /** An address of any type; these are said first, in this order. */
    static final Form ADDRESS = Form.open("address").attributes("type domain bus slot function");

    private Device() {}

    /** The beginnings of a device's form. */
    static Form form(String what) {
        return rest(Form.closed(what).with(new DeviceName()));
    }

    /** The same for a device whose {@code name} is libvirt's, and tells it from others already. */
    static Form unnamed(String what) {
        return rest(Form.closed(what));
    }

    private static Form rest(Form form) {
        return form.with(new PciShort(true)).child("address", ADDRESS).children("alias acpi");
    }
}

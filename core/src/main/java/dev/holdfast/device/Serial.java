package dev.holdfast.device;

/** Serial ports. libvirt numbers them by target port. */
final class Serial {

    static final DeviceKind KIND = DeviceKind.named("serial")
            .keys(Key.strong("target@type", "target@port"), Key.strong("target@port"), Key.weak("source@path"))
            .nature("target@type", "target/model@name")
            .hostSide("@type", "@tty", "source", "protocol", "log");

    private Serial() {}
}

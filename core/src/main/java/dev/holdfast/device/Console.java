package dev.holdfast.device;

/** Consoles. The first one of target type serial is the first serial port again, under another name. */
final class Console {

    static final DeviceKind KIND = DeviceKind.named("console")
            .keys(Key.shared("target@type", "target@port"), Key.shared("target@type"), Key.weak("source@path"))
            .nature("target@type")
            .hostSide("target@port", "@type", "@tty", "source", "protocol", "log");

    private Console() {}
}

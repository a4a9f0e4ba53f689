package dev.holdfast.device;

/** Parallel ports. */
final class Parallel {

    static final DeviceKind KIND = DeviceKind.named("parallel")
            .keys(Key.strong("target@port"), Key.weak("source@path"))
            .hostSide("@type", "@tty", "source", "protocol", "log");

    private Parallel() {}
}

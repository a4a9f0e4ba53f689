package dev.holdfast.device;

/** Memory modules, persistent and not. */
final class MemoryDevice {

    static final DeviceKind KIND = DeviceKind.named("memory")
            .keys(Key.strong("address@slot"), Key.strong("uuid"), Key.weak("source/path"), Key.shared("@model", "target/node"))
            .nature("@model")
            .hostSide("@access", "@discard", "source", "target/current", "target/requested");

    private MemoryDevice() {}
}

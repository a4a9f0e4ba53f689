package dev.holdfast.device;

/** USB hubs. */
final class Hub {

    static final DeviceKind KIND = DeviceKind.named("hub").keys(Key.shared("@type")).nature("@type");

    private Hub() {}
}

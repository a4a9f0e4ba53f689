package dev.holdfast.device;

/** The host-guest socket; at most one. */
final class Vsock {

    static final DeviceKind KIND = DeviceKind.named("vsock").keys(Key.shared("@model")).nature("@model").hostSide("cid@auto");

    private Vsock() {}
}

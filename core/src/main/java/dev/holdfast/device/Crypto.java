package dev.holdfast.device;

/** Crypto devices. */
final class Crypto {

    static final DeviceKind KIND = DeviceKind.named("crypto").keys(Key.shared("@model")).nature("@model").hostSide("backend");

    private Crypto() {}
}

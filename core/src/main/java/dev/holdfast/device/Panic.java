package dev.holdfast.device;

/** Panic notifiers. */
final class Panic {

    static final DeviceKind KIND = DeviceKind.named("panic").keys(Key.strong("@model"), Key.weak("address@type")).nature("@model");

    private Panic() {}
}

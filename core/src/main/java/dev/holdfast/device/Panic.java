package dev.holdfast.device;

/** Panic notifiers. */
final class Panic {

    static final DeviceKind KIND = DeviceKind.named("panic").keys(Key.strong("@model"), Key.shared("address@type")).nature("@model");

    private Panic() {}
}

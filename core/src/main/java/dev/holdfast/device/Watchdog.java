package dev.holdfast.device;

/** Watchdogs. */
final class Watchdog {

    static final DeviceKind KIND = DeviceKind.named("watchdog").keys(Key.strong("@model")).nature("@model").hostSide("@action");

    private Watchdog() {}
}

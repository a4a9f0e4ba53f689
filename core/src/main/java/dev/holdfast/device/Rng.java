package dev.holdfast.device;

/** Random number generators. */
final class Rng {

    static final DeviceKind KIND = DeviceKind.named("rng")
            .keys(Key.shared("backend@model", "backend"), Key.shared("@model"))
            .nature("@model")
            .hostSide("backend", "rate");

    private Rng() {}
}

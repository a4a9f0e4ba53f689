package dev.holdfast.device;

/** Random number generators. */
final class Rng {

    static final DeviceKind KIND = DeviceKind.named("rng")
            .keys(Key.weak("backend@model", "backend"), Key.weak("@model"))
            .nature("@model")
            .hostSide("backend", "rate");

    private Rng() {}
}

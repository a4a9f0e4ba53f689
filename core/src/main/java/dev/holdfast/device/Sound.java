package dev.holdfast.device;

/** Sound cards. */
final class Sound {

    static final DeviceKind KIND = DeviceKind.named("sound")
            .keys(Key.weak("@model"))
            .nature("@model")
            .hostSide("audio", "codec/audio");

    private Sound() {}
}

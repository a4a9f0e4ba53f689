package dev.holdfast.device;

/** Sound cards. */
final class Sound {

    static final DeviceKind KIND = DeviceKind.named("sound")
            .keys(Key.shared("@model"))
            .nature("@model")
            .hostSide("audio", "codec/audio");

    private Sound() {}
}

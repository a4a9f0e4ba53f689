package dev.holdfast.device;

/** Keyboards, mice, tablets and passed-through event devices. */
final class Input {

    static final DeviceKind KIND = DeviceKind.named("input")
            .keys(Key.weak("source@evdev"), Key.weak("source@dev"), Key.shared("@type", "@bus"))
            .nature("@type", "@bus", "@model")
            .hostSide("source");

    private Input() {}
}

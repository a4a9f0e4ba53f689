package dev.holdfast.device;

/** Smartcard readers. */
final class Smartcard {

    static final DeviceKind KIND = DeviceKind.named("smartcard").keys(Key.shared("@mode")).nature("@mode")
            .hostSide("@type", "source", "protocol", "certificate", "database");

    private Smartcard() {}
}

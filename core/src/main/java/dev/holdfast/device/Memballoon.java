package dev.holdfast.device;

/** The memory balloon; at most one. */
final class Memballoon {

    static final DeviceKind KIND = DeviceKind.named("memballoon")
            .keys(Key.shared("@model"))
            .nature("@model")
            .hostSide("stats", "driver@name")
            .impliedWhereNoneIsListed();

    private Memballoon() {}
}

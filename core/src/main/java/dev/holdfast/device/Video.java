package dev.holdfast.device;

/** Video cards. */
final class Video {

    static final DeviceKind KIND = DeviceKind.named("video")
            .keys(Key.shared("model@type", "model@primary"), Key.shared("model@type"))
            .nature("model@type")
            .hostSide("driver@name", "model/acceleration@rendernode", "model@primary")
            .impliedWhereNoneIsListed();

    private Video() {}
}

package dev.holdfast.device;

/** Displays for the host side; the guest sees the video card, not these. */
final class Graphics {

    static final DeviceKind KIND = DeviceKind.named("graphics")
            .keys(Key.strong("@type"))
            .hostOnly()
            .withoutAlias();

    private Graphics() {}
}

package dev.holdfast.device;

/** Sound backends of the host; the guest sees the card, not these. */
final class Audio {

    static final DeviceKind KIND = DeviceKind.named("audio")
            .keys(Key.strong("@id"))
            .hostOnly()
            .withoutAlias();

    private Audio() {}
}

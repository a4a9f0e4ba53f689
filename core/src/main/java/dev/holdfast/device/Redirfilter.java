package dev.holdfast.device;

/** What USB redirection lets through. */
final class Redirfilter {

    static final DeviceKind KIND = DeviceKind.named("redirfilter").hostOnly().withoutAlias();

    private Redirfilter() {}
}

package dev.holdfast.device;

/** USB redirection. */
final class Redirdev {

    static final DeviceKind KIND = DeviceKind.named("redirdev")
            .keys(Key.weak("source@host", "source@service"), Key.shared("@bus", "@type"))
            .nature("@bus")
            .hostSide("@type", "source", "protocol", "boot", "target");

    private Redirdev() {}
}

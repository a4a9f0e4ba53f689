package dev.holdfast.device;

/** Channels between guest and host; the guest finds them by name. */
final class Channel {

    static final DeviceKind KIND = DeviceKind.named("channel")
            .keys(
                    Key.strong("target@type", "target@name"),
                    Key.strong("target@address", "target@port"),
                    Key.shared("target@type", "@type"))
            .nature("target@type")
            .hostSide("@type", "source", "protocol", "log", "target@state");

    private Channel() {}
}

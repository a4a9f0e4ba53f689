package dev.holdfast.device;

/** Shared directories; the guest mounts them by their tag. */
final class Filesystem {

    static final DeviceKind KIND = DeviceKind.named("filesystem")
            .keys(Key.strong("target@dir"), Key.weak("source@dir"), Key.weak("source@socket"))
            .nature("driver@type")
            .hostSide(
                    "@type", "@accessmode", "@fmode", "@dmode", "@multidevs", "source", "binary", "driver@name",
                    "driver@wrpolicy", "driver@format", "idmap", "space_hard_limit", "space_soft_limit");

    private Filesystem() {}
}

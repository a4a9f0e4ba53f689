package dev.holdfast.device;

/** Disks, CD-ROMs and floppies. libvirt holds a target name unique in a domain. */
final class Disk {

    static final DeviceKind KIND = DeviceKind.named("disk")
            .keys(
                    Key.strong("target@dev"),
                    Key.strong("wwn"),
                    Key.strong("serial"),
                    Key.weak("source@file"),
                    Key.weak("source@dev"),
                    Key.weak("source@dir"),
                    Key.weak("source@pool", "source@volume"),
                    Key.weak("source@protocol", "source@name"),
                    Key.weak("source@path"),
                    Key.weak("source@type", "source@managed", "source@namespace"))
            .nature("@device", "target@bus", "@model")
            .hostSide(
                    "@type",
                    "@snapshot",
                    "source",
                    "backingStore",
                    "mirror",
                    "driver@name",
                    "driver@type",
                    "driver@cache",
                    "driver@io",
                    "driver@error_policy",
                    "driver@rerror_policy",
                    "driver@iothread",
                    "driver@copy_on_read",
                    "driver@detect_zeroes",
                    "driver@discard",
                    "driver@discard_no_unref",
                    "driver/metadata_cache",
                    "driver/iothreads",
                    "iotune",
                    "throttlefilters",
                    "boot",
                    "encryption",
                    "auth",
                    "target@tray",
                    "transient");

    private Disk() {}
}

package dev.holdfast.device;

/** Devices of the host given to the guest. */
final class Hostdev {

    static final DeviceKind KIND = DeviceKind.named("hostdev")
            .keys(
                    Key.strong(
                            "@type",
                            "source/address@domain",
                            "source/address@bus",
                            "source/address@slot",
                            "source/address@function"),
                    Key.strong("source/address@uuid"),
                    Key.strong("source/vendor@id", "source/product@id", "source/address@bus", "source/address@device"),
                    Key.strong("source/adapter@name", "source/address@bus", "source/address@target", "source/address@unit"),
                    Key.strong("source/address@bus", "source/address@device"),
                    Key.strong("source/vendor@id", "source/product@id"),
                    Key.strong("source@protocol", "source@name"),
                    Key.strong("source@wwpn"),
                    Key.strong("source/block"),
                    Key.strong("source/char"),
                    Key.strong("source/interface"))
            .nature("@mode", "@type", "@model")
            .hostSide("source", "@managed", "driver@name", "driver@model", "teaming", "boot", "@sgio", "@rawio");

    private Hostdev() {}
}

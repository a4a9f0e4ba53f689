package dev.holdfast.device;

/** Network cards. */
final class Interface {

    static final DeviceKind KIND = DeviceKind.named("interface")
            .keys(
                    Key.strong("mac@address"),
                    Key.weak("target@dev"),
                    Key.shared("source@network", "source@portgroup"),
                    Key.shared("source@network"),
                    Key.shared("source@bridge"),
                    Key.shared("source@dev"),
                    Key.weak("source@path"),
                    Key.shared("source@name"))
            .nature("model@type")
            .hostSide(
                    "@type",
                    "@trustGuestRxFilters",
                    "@managed",
                    "source",
                    "target",
                    "script",
                    "downscript",
                    "backend",
                    "backenddomain",
                    "bandwidth",
                    "vlan",
                    "virtualport",
                    "filterref",
                    "port",
                    "portForward",
                    "ip",
                    "route",
                    "guest",
                    "tune",
                    "coalesce",
                    "driver@name",
                    "boot",
                    "link");

    private Interface() {}
}

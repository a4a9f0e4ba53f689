package dev.holdfast.spec.yaml;

/** How a network card is written. */
final class Interfaces {

    private static final Path TYPE = Path.of("@type");

    static final Form FORM = Device.form("interface")
            .typed("network", "source@network", "network")
            .typed("bridge", "source@bridge", "bridge")
            .with(new Value("mac", Path.of("mac@address"), null, Value.Check.MAC, false))
            .value("model", "model@type")
            .value("target", "target@dev")
            .value("boot", "boot@order")
            .attributes("type managed trustGuestRxFilters")
            .child("tune", Form.open("tune").texts("sndbuf"))
            .children("source mac model target boot virtualport link mtu coalesce guest ip route portForward script"
                    + " downscript backenddomain backend driver filterref rom bandwidth vlan port teaming")
            .standard("model", "model@type", (card, context) -> "hostdev".equals(card.get(TYPE)) ? null : "virtio");

    private Interfaces() {}
}

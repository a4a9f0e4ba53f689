package dev.holdfast.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An address as people read it. */
public final class AddressText {

    /** The wider before the narrower; what else there is comes behind, by name. */
    private static final List<String> ORDER =
            List.of("controller", "cssid", "ssid", "devno", "bus", "target", "unit", "port", "slot", "function");

    private AddressText() {}

    /** {@code 0000:01:00.0}; {@code controller 0, bus 0, target 0, unit 1}; empty where there is only a type. */
    public static String of(Element address) {
        return PciAddress.of(address).map(PciAddress::toString).orElseGet(() -> parts(address));
    }

    /** {@code pci 0000:01:00.0}; {@code drive controller 0, bus 0, target 0, unit 1}. */
    public static String withType(Element address) {
        String type = address.attribute("type");
        return (type == null ? "" : type + " ") + of(address);
    }

    private static String parts(Element address) {
        return address.attributes().entrySet().stream()
                .filter(part -> !part.getKey().equals("type"))
                .sorted(Comparator.comparingInt((Map.Entry<String, String> part) -> rank(part.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .map(part -> part.getKey() + " " + NormalForm.of(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static int rank(String name) {
        int rank = ORDER.indexOf(name);
        return rank < 0 ? ORDER.size() : rank;
    }
}

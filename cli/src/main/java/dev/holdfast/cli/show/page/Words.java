package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Value;
import dev.holdfast.lock.LockedDevice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of a device.
 *
 * @param kind what it is: {@code disk}, {@code usb controller}; with the name that its owner gave it
 * @param name the value that it goes by; null for none
 * @param rest the other values that tell most
 */
record Words(String kind, @Nullable Value name, List<Value> rest) {

    private static final List<String> NAMES = List.of("target@dev", "mac@address", "index");

    /** Those of a row's device. */
    static Words of(LockedDevice device, Row.Shape shape) {
        List<Value> main = Value.main(device);
        Value name = main.stream().filter(value -> NAMES.contains(value.name())).findFirst().orElse(null);
        boolean port = shape == Row.Shape.PORT || shape == Row.Shape.FREE;
        boolean typed = device.kind().equals("controller");
        List<Value> rest = main.stream()
                .filter(value -> value != name && !(typed && value.name().equals("type")))
                .toList();
        return new Words(kind(device, port) + named(device), name, rest);
    }

    /** In one line, as it is told from others of its kind. */
    String line() {
        Value telling = name != null ? name : rest.isEmpty() ? null : rest.getFirst();
        return telling == null ? kind : kind + " " + telling.held().value();
    }

    private static String kind(LockedDevice device, boolean port) {
        if (!device.kind().equals("controller")) {
            return device.kind();
        }
        String model = device.element().attribute("model");
        if (port) {
            return model != null && model.endsWith("-port") ? "port" : "bridge";
        }
        String type = device.element().attribute("type");
        return type == null ? "controller" : type + " controller";
    }

    /** Ids that begin with the kind are ours; any other one is a name that the owner gave. */
    private static String named(LockedDevice device) {
        return device.id().startsWith(device.kind() + "-") ? "" : " " + device.id();
    }
}

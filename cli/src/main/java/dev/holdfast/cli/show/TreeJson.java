package dev.holdfast.cli.show;

import dev.holdfast.cli.run.Json;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topology as JSON, with every value. */
public final class TreeJson {

    private TreeJson() {}

    /** The JSON, with the name of the file that it is about. */
    public static String of(Topology topology, String file) {
        Lock lock = topology.lock();
        return Json.object()
                .put("file", file)
                .put("generation", lock.generation())
                .put(
                        "made",
                        Json.object()
                                .put("at", lock.made().at().toString())
                                .put("by", lock.made().completer())
                                .put("qemu", lock.made().qemu()))
                .put("domain", values(lock.domain()))
                .put("pci", topology.roots().stream().map(TreeJson::bus).toList())
                .put("other", topology.others().stream().map(TreeJson::other).toList())
                .print();
    }

    private static Json bus(Bus bus) {
        LockedDevice controller = bus.controller();
        return Json.object()
                .put("bus", bus.index())
                .put("controller", controller == null ? null : controller.id())
                .put("free", bus.isFree())
                .put("devices", bus.seats().stream().map(TreeJson::seat).toList());
    }

    private static Json seat(Seat seat) {
        Json json = device(seat.device()).put("address", seat.address().toString());
        Bus behind = seat.behind();
        return behind == null ? json : json.put("leads_to", bus(behind));
    }

    private static Json other(Other bus) {
        return Json.object()
                .put("bus", bus.name())
                .put("devices", bus.devices().stream().map(TreeJson::device).toList());
    }

    private static Json device(LockedDevice device) {
        return Json.object()
                .put("id", device.id())
                .put("kind", device.kind())
                .put("listed", device.listed())
                .put("values", values(device.facts()));
    }

    private static List<Json> values(Map<String, Held> facts) {
        return facts.entrySet().stream()
                .map(fact -> value(fact.getKey(), fact.getValue()))
                .toList();
    }

    private static Json value(String path, Held held) {
        Json json = Json.object().put("path", path).put("value", held.value()).put("by", held.origin().label());
        @Nullable String written = held.written();
        return written == null ? json : json.put("written", written);
    }
}

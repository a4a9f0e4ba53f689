package dev.holdfast.cli.show;

import dev.holdfast.cli.run.Paint;
import dev.holdfast.domain.AddressText;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topology as a tree for a terminal, each value with who decided it in brackets. */
public final class TreeText {

    private final Paint paint;
    private final boolean everything;
    private final StringBuilder out = new StringBuilder();

    private TreeText(Paint paint, boolean everything) {
        this.paint = paint;
        this.everything = everything;
    }

    /**
     * The tree.
     *
     * @param everything whether all values are told, not only those that tell most
     */
    public static String of(Topology topology, Paint paint, boolean everything) {
        TreeText text = new TreeText(paint, everything);
        text.head(topology.lock());
        topology.roots().forEach(text::root);
        topology.others().forEach(text::other);
        return text.out.toString();
    }

    private void head(Lock lock) {
        Map<String, Held> domain = lock.domain();
        Held name = domain.get("domain/name");
        line("", paint.bold(name == null ? "domain" : name.value()) + shown("machine", domain.get("domain/os/type@machine")));
        if (everything) {
            domain.forEach((path, held) -> line("   ", shown(new Value(Facts.below(path), held))));
        }
    }

    private String shown(String name, @Nullable Held held) {
        return held == null ? "" : "  " + shown(new Value(name, held));
    }

    private void root(Bus bus) {
        LockedDevice controller = bus.controller();
        String values = controller == null ? "" : mainValues(controller);
        line("", paint.bold("pci " + bus.index()) + values);
        if (controller != null) {
            allValues(controller, bus.seats().isEmpty() ? "" : "│  ");
        }
        seats(bus, "");
    }

    private void seats(Bus bus, String indent) {
        for (Seat seat : bus.seats()) {
            boolean last = seat == bus.seats().getLast();
            String deeper = indent + (last ? "   " : "│  ");
            Bus behind = seat.behind();
            String free = behind != null && behind.isFree() ? "  " + paint.dim("free") : "";
            String what = paint.bold(seat.address().toString()) + origin(Value.address(seat.device())) + "  "
                    + label(seat.device()) + mainValues(seat.device()) + free;
            line(indent + (last ? "└─ " : "├─ "), what);
            allValues(seat.device(), deeper);
            if (behind != null) {
                seats(behind, deeper);
            }
        }
    }

    private void other(Other bus) {
        line("", paint.bold(bus.name()));
        for (LockedDevice device : bus.devices()) {
            boolean last = device == bus.devices().getLast();
            Element address = device.element().child("address");
            String where = address == null ? "" : AddressText.of(address);
            String place = where.isEmpty() ? "" : paint.bold(where) + origin(Value.address(device)) + "  ";
            line(last ? "└─ " : "├─ ", place + label(device) + mainValues(device));
            allValues(device, last ? "   " : "│  ");
        }
    }

    /** The device's kind, and its name where its owner gave it one. */
    private static String label(LockedDevice device) {
        return device.id().startsWith(device.kind() + "-") ? device.kind() : device.kind() + " " + device.id();
    }

    /** Values by one and the same share a bracket. */
    private String mainValues(LockedDevice device) {
        StringBuilder text = new StringBuilder();
        Value before = null;
        for (Value value : everything ? List.<Value>of() : Value.main(device)) {
            if (before != null) {
                boolean same = origin(before.held()).equals(origin(value.held()));
                text.append(same ? "," : origin(before.held()) + " ");
            }
            text.append(before == null ? "  " : " ").append(value);
            before = value;
        }
        return before == null ? "" : text + origin(before.held());
    }

    private void allValues(LockedDevice device, String indent) {
        if (everything) {
            Value.all(device).forEach(value -> line(indent + "   ", shown(value)));
        }
    }

    private String shown(Value value) {
        return value + origin(value.held());
    }

    private String origin(@Nullable Held held) {
        if (held == null) {
            return "";
        }
        String written = held.written() == null ? "" : ", written " + held.written();
        String text = " [" + held.origin().label() + written + "]";
        return switch (held.origin()) {
            case Origin.Owner _ -> paint.green(text);
            case Origin.Format _ -> paint.cyan(text);
            case Origin.Ignored _ -> paint.red(text);
            case Origin.Completed _ -> paint.yellow(text);
        };
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }
}

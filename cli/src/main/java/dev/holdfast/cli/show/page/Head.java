package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Value;
import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.Made;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a VM is in all: its name, its machine, and where what is shown comes from. */
final class Head {

    /** What is told of the domain at once, and by which name. */
    private static final Map<String, String> FACTS = new LinkedHashMap<>();

    static {
        FACTS.put("domain/os/type@machine", "machine");
        FACTS.put("domain/os@firmware", "firmware");
        FACTS.put("domain/memory", "memory");
        FACTS.put("domain/vcpu", "vCPUs");
    }

    private Head() {}

    /** A VM's name. */
    static String name(Side side) {
        Held name = side.topology().lock().domain().get("domain/name");
        return name == null || name.value().isEmpty() ? "domain" : name.value();
    }

    /**
     * Writes it.
     *
     * @param role such as {@code old}; empty where there is one VM only
     * @param other the other VM; null for none
     */
    static void write(Side side, String role, @Nullable Side other, Tally tally, Html html) {
        Lock lock = side.topology().lock();
        Chips chips = new Chips(lock.made(), html);
        html.line().open("section", "class", "head");
        if (!role.isEmpty()) {
            html.leaf("p", role, "class", "role");
        }
        html.leaf(role.isEmpty() ? "h1" : "h2", name(side), "title", name(side));
        html.open("p", "class", "about").leaf("span", side.file(), "class", "file", "title", side.file());
        html.text(" " + about(side)).close();
        html.open("p", "class", "facts");
        FACTS.forEach((path, name) -> {
            Held held = lock.domain().get(path);
            if (held != null) {
                html.open("span", "class", "fact").leaf("span", name, "class", "name");
                chips.value(new Value(Facts.below(path), path.equals("domain/memory") ? sized(held, lock) : held));
                html.close();
            }
        });
        html.close().open("p", "class", "count").leaf("span", tally.words());
        String id = role.isEmpty() ? "domain" : role + "-domain";
        html.leaf(
                        "button", "All " + Tally.counted(lock.domain().size(), "value") + " of the domain", "type",
                        "button", "class", "more", "popovertarget", id)
                .close();
        Map<String, Held> others = other == null ? null : other.topology().lock().domain();
        new Card(id, "domain " + name(side), lock.domain(), others, role.equals("old") ? "now" : "was").to(chips);
        html.close();
    }

    private static String about(Side side) {
        Made made = side.topology().lock().made();
        String by = made.completer() + (made.qemu().isEmpty() ? "" : " with QEMU " + made.qemu());
        return side.locked()
                ? "held by its lock, generation " + side.topology().lock().generation() + ", last completed by " + by
                : "as completed by " + by;
    }

    /** Memory in the largest unit that has no fraction; libvirt gives it in KiB. */
    private static Held sized(Held held, Lock lock) {
        Held unit = lock.domain().get("domain/memory@unit");
        if (unit == null || !unit.value().equals("KiB") || !held.value().matches("[1-9]\\d{0,15}")) {
            return held;
        }
        long kib = Long.parseLong(held.value());
        String text = kib % (1 << 20) == 0 ? (kib >> 20) + " GiB" : kib % 1024 == 0 ? (kib >> 10) + " MiB" : kib + " KiB";
        return new Held(text, held.origin(), held.written());
    }
}

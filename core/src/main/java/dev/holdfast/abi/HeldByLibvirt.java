package dev.holdfast.abi;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What libvirt's own check of guest ABI holds fixed though no guest sees it. Over it, libvirt refuses to migrate the VM
 * and to restore what was saved of the old one; so it counts as a change, of the least kind.
 */
final class HeldByLibvirt {

    private static final String REFUSES = "libvirt won't restore or migrate one as the other";

    /** Values, or elements of which all values count. */
    private static final EffectTable TABLE = new EffectTable(List.of(
            held("domain/name", "libvirt calls the VM otherwise; no guest sees its name"),
            held("domain/memoryBacking/source", "the host keeps the memory elsewhere"),
            held("domain/clock/timer/order", "the timers are the same"),
            held("domain/cpu/feature/order", "the CPU's features are the same"),
            held("console", "a console is a serial port again, which stays"),
            held("controller/driver", "only the thread on the host that serves it changes"),
            held("memballoon@autodeflate", "there is no memory balloon"),
            held("memballoon@freePageReporting", "there is no memory balloon"),
            held("memballoon/driver", "libvirt notes an empty list of features, or none"),
            held("memory/alias", "libvirt calls the module otherwise"),
            held("memory/source/alignsize", "the host aligns the memory otherwise"),
            held("memory/source/pmem", "the host makes writes last otherwise"),
            held("memory/target/requested", "the host asks for another amount, as it may at any time"),
            held("redirdev@type", "the device's data come another way"),
            held("redirfilter", "other USB devices may be redirected; those that are stay"),
            held("shmem@role", "another VM keeps the memory when one is migrated"),
            held("shmem/server", "a server hands out the memory, or nobody does")));

    /** Elements of which there is something to hold only in that they are there. */
    private static final List<String> BY_PRESENCE = List.of("controller/driver", "memballoon/driver", "shmem/server");

    /** Lists outside the devices, whose order libvirt holds. */
    private static final List<Ordered> ORDERED = List.of(new Ordered("clock", "timer"), new Ordered("cpu", "feature"));

    private record Ordered(String parent, String child) {}

    private final List<Finding> findings = new ArrayList<>();

    private HeldByLibvirt() {}

    private static EffectTable.Row held(String path, String notice) {
        return EffectTable.row(path, Severity.HARMLESS, notice, REFUSES);
    }

    static EffectTable table() {
        return TABLE;
    }

    /** What only libvirt holds, and is not the same. */
    static List<Finding> of(Element before, Element after, List<Counterparts.Pair> pairs) {
        HeldByLibvirt held = new HeldByLibvirt();
        held.outside(before, after);
        pairs.stream()
                .filter(pair -> !pair.after().name().equals("console"))
                .forEach(pair -> held.device(pair.before(), pair.after(), path -> GuestAbi.sees(pair.before(), path)));
        for (String kind : List.of("redirfilter", "memballoon")) {
            held.unseen(unseen(before, kind), unseen(after, kind), kind);
        }
        held.consoles(before, after);
        return held.findings;
    }

    private void outside(Element before, Element after) {
        for (Difference difference : Differences.between(before.without("devices"), after.without("devices"))) {
            add("domain", difference);
        }
        for (Ordered list : ORDERED) {
            List<String> was = names(before, list);
            List<String> is = names(after, list);
            if (!was.equals(is) && was.stream().sorted().toList().equals(is.stream().sorted().toList())) {
                String path = "domain/" + list.parent() + "/" + list.child() + "/order";
                add("domain", new Difference(path, String.join(" ", was), String.join(" ", is)));
            }
        }
    }

    private static List<String> names(Element domain, Ordered list) {
        Element parent = domain.child(list.parent());
        return parent == null
                ? List.of()
                : parent.elements(list.child()).stream()
                        .map(child -> Objects.requireNonNullElse(child.attribute("name"), ""))
                        .toList();
    }

    private void device(Element was, Element is, Predicate<String> seen) {
        String label = DeviceKinds.label(is);
        for (String path : BY_PRESENCE) {
            String child = path.substring(path.indexOf('/') + 1);
            boolean there = was.child(child) != null;
            if (path.startsWith(was.name() + "/") && there != (is.child(child) != null)) {
                add(label, new Difference(path, there ? "" : null, there ? null : ""));
            }
        }
        for (Difference difference : Differences.between(was, is)) {
            String path = Facts.general(difference.path());
            boolean byPresence = BY_PRESENCE.stream().anyMatch(row -> Facts.covers(row, path));
            if (!byPresence && !seen.test(difference.path())) {
                add(label, difference);
            }
        }
    }

    /** Of a kind, the one device that a guest doesn't see at all. */
    private static Optional<Element> unseen(Element domain, String kind) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> device.name().equals(kind))
                .filter(device -> kind.equals("redirfilter") || "none".equals(device.attribute("model")))
                .findFirst();
    }

    private void unseen(Optional<Element> was, Optional<Element> is, String kind) {
        if (was.isPresent() && is.isPresent()) {
            device(was.get(), is.get(), path -> false);
        } else if (kind.equals("redirfilter") && was.isPresent() != is.isPresent()) {
            add(kind, new Difference(kind, was.map(Element::name).orElse(null), is.map(Element::name).orElse(null)));
        }
    }

    private void consoles(Element before, Element after) {
        @Nullable String was = console(before);
        @Nullable String is = console(after);
        if ((was == null) != (is == null)) {
            add("console", new Difference("console", was, is));
        }
    }

    private static @Nullable String console(Element domain) {
        Stream<Element> shadows = DeviceKinds.in(domain).stream().filter(DeviceKinds::isShadow);
        return shadows.findFirst().map(Element::name).orElse(null);
    }

    private void add(String device, Difference difference) {
        TABLE.of(difference.path())
                .map(consequence -> new Finding(device, difference, consequence))
                .ifPresent(findings::add);
    }
}

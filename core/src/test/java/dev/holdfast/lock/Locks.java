package dev.holdfast.lock;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Trees;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Identity;
import dev.holdfast.match.Pairs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Locks for tests: of what an owner wrote and a libvirt made of it, and random ones. */
public final class Locks {

    public static final Origin LIBVIRT = new Origin.Completed("libvirt 9.0.0");
    public static final Made MADE = new Made(Instant.parse("2026-01-31T12:00:00Z"), "libvirt 9.0.0", "7.2.0");

    private Locks() {}

    /** A domain with places, as a spec reads it, of what stands in it and what stands below its devices. */
    public static Element domain(String outside, String devices) {
        return XmlSource.read(
                        "<domain type='qemu'><name>vm</name>" + outside + "<devices>\n" + devices + "\n</devices></domain>", "vm.xml")
                .root();
    }

    /** A domain that is nothing but devices. */
    public static Element domain(String devices) {
        return domain("", devices);
    }

    /** The lock of a VM of which this was written and that was made of it; devices of one kind in the same order. */
    public static Lock lock(Element written, Element complete) {
        Pairs<Element> pairs = AfterCompletion.match(DeviceKinds.in(written), DeviceKinds.in(complete));
        Set<String> taken = new HashSet<>();
        List<LockedDevice> devices = new ArrayList<>();
        for (Element device : DeviceKinds.in(complete)) {
            Element own = pairs.was(device);
            devices.add(new LockedDevice(
                    Identity.natural(device, taken), own != null, Trace.of(device, own, null, Map.of(), LIBVIRT)));
        }
        return new Lock(
                MADE,
                1,
                Trace.of(complete.without("devices"), written.without("devices"), null, Map.of(), LIBVIRT),
                devices);
    }

    /** The same of two texts that are nothing but devices. */
    public static Lock lock(String written, String complete) {
        return lock(domain(written), domain(complete));
    }

    /** Random locks: any path, any character, any origin. */
    public static Arbitrary<Lock> any() {
        Arbitrary<Map<String, Held>> domains = facts("domain");
        Arbitrary<Map<String, Held>> devices = Arbitraries.of("disk", "qemu:x", "ü").flatMap(Locks::facts);
        Arbitrary<List<LockedDevice>> lists = Combinators.combine(Trees.values(), Arbitraries.of(true, false), devices)
                .as(LockedDevice::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(LockedDevice::id);
        return Combinators.combine(Trees.values(), Arbitraries.integers().between(0, 99), domains, lists)
                .as((by, generation, domain, list) -> new Lock(new Made(MADE.at(), by, "7.2.0"), generation, domain, list));
    }

    private static Arbitrary<Map<String, Held>> facts(String name) {
        Arbitrary<Element> trees =
                Trees.elements().map(tree -> Element.of(name, tree.attributes(), tree.children(), null));
        Arbitrary<Origin> origins = Arbitraries.of(Origin.OWNER, Origin.FORMAT, Origin.IGNORED, LIBVIRT);
        Arbitrary<@Nullable String> written = Trees.values().injectNull(0.7);
        Arbitrary<List<Held>> holders =
                Combinators.combine(origins, written).as((o, w) -> new Held("", o, w)).list().ofSize(8);
        return Combinators.combine(trees, holders).as((tree, held) -> {
            Map<String, Held> facts = new LinkedHashMap<>();
            Facts.of(tree).forEach((path, value) -> {
                Held like = held.get(facts.size() % 8);
                facts.put(path, new Held(value, like.origin(), like.written()));
            });
            return facts;
        });
    }
}

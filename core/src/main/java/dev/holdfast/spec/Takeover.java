package dev.holdfast.spec;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import dev.holdfast.domain.Text;
import dev.holdfast.match.Differences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a spec's domain becomes when just what drifted is taken over, and which of its elements became which.
 *
 * <p>A merge of three trees: what the spec says, what the whole was before, what it is now. An element of the spec is
 * found in the whole before by its key, and from there in the whole now; numbers of siblings mean nothing across them.
 * What differs between before and now is taken, everything else stays the spec's. Devices that stay keep their order;
 * new ones come behind them.
 */
public final class Takeover {

    private final Reflection reflection;
    private final Reflection.Drifted drifted;
    private final Map<Element, Element> next = new IdentityHashMap<>();
    private final Map<Element, Element> origins = new IdentityHashMap<>();
    private final Set<Element> gone = identities();
    private final Element root;
    private final @Nullable Element holder;
    private final Element domain;

    /** Takes over what drifted into what a spec says. */
    public Takeover(Element own, Reflection reflection, Reflection.Drifted drifted) {
        this.reflection = reflection;
        this.drifted = drifted;
        Element complete = reflection.complete();
        this.root = withDevices(own);
        this.holder = root.child("devices");
        Element after = changed(root, withDevices(drifted.domain()), withDevices(complete));
        Element devices = after.child("devices");
        boolean needless = own.child("devices") == null && devices != null && devices.children().isEmpty();
        this.domain = needless ? after.without("devices") : after;
    }

    private static Element withDevices(Element domain) {
        return domain.mapChild("devices", devices -> devices);
    }

    private static Set<Element> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** The spec's domain with what drifted in it. */
    public Element domain() {
        return domain;
    }

    /** What an element of the spec's domain became; null where it is gone. */
    public @Nullable Element next(Element own) {
        return gone.contains(own) ? null : next.getOrDefault(own, own);
    }

    /** The element of the spec's domain that became this one; null for a new one. */
    public @Nullable Element origin(Element after) {
        return origins.get(after);
    }

    private Element changed(Element own, Element before, Element after) {
        // What is in the devices changes for itself.
        if (before.equals(after) && own != root && own != holder) {
            return kept(own);
        }
        boolean size = Sizes.isSize(before) || Sizes.isSize(after);
        boolean resized = size && !Sizes.same(before, after) && !Sizes.same(own, after);
        Map<String, String> attributes = attributes(own, before, after, size);
        if (resized) {
            // A size's number means nothing without its unit.
            attributes.compute("unit", (name, old) -> after.attribute(name));
        }
        List<Node> content = new ArrayList<>();
        if (own.isMixed() || before.isMixed() || after.isMixed()) {
            content.addAll(before.children().equals(after.children()) ? own.children() : after.children());
        } else {
            String text = size && !resized ? own.text() : text(own, before, after);
            if (!text.isEmpty()) {
                content.add(new Text(text));
            }
            children(own, before, after, content);
        }
        Element became = Element.of(own.name(), attributes, content, own.place());
        next.put(own, became);
        origins.put(became, own);
        return became;
    }

    private Element kept(Element own) {
        origins.put(own, own);
        return own;
    }

    private static Map<String, String> attributes(Element own, Element before, Element after, boolean size) {
        Map<String, String> attributes = new LinkedHashMap<>();
        own.attributes().forEach((name, value) -> {
            String now = after.attribute(name);
            boolean changes = !NormalForm.same(before.attribute(name), now) && !(size && name.equals("unit"));
            if (!changes || NormalForm.same(value, now)) {
                attributes.put(name, value);
            } else if (now != null) {
                attributes.put(name, now);
            }
        });
        after.attributes().forEach((name, value) -> {
            boolean changes = !NormalForm.same(before.attribute(name), value) && !(size && name.equals("unit"));
            if (own.attribute(name) == null && changes) {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    private static String text(Element own, Element before, Element after) {
        String now = after.text();
        boolean same = NormalForm.same(before.text().strip(), now.strip())
                || NormalForm.same(own.text().strip(), now.strip());
        return same ? own.text() : now;
    }

    private void children(Element own, Element before, Element after, List<Node> content) {
        Counterparts counterparts = new Counterparts(own, before, after);
        for (Element child : own.elements()) {
            if (own == holder && DeviceKinds.isDevice(child)) {
                continue;
            }
            Element then = counterparts.before(child);
            Element now = counterparts.after(child);
            if (now != null) {
                content.add(changed(child, then == null ? Element.of(child.name()) : then, now));
            } else if (then != null) {
                gone.add(child);
            } else {
                content.add(kept(child));
            }
        }
        for (Element child : counterparts.unsaid()) {
            if (own != holder || !DeviceKinds.isDevice(child)) {
                content.add(child);
            }
        }
        if (own == holder) {
            devices(own, after, content);
        }
    }

    private void devices(Element own, Element after, List<Node> content) {
        Set<Element> partners = identities();
        for (Element device : own.elements()) {
            if (!DeviceKinds.isDevice(device)) {
                continue;
            }
            Element partner = reflection.partner(device);
            Element before = drifted.devices().get(device);
            if (partner != null) {
                partners.add(partner);
            }
            if (drifted.gone().contains(device)) {
                gone.add(device);
            } else if (partner == null || before == null) {
                content.add(kept(device));
            } else {
                content.add(changed(device, before, partner));
            }
        }
        for (Element device : after.elements()) {
            if (DeviceKinds.isDevice(device) && !partners.contains(device)) {
                content.add(device);
            }
        }
    }

    /** Which child element of the spec's is which in the whole, before and now. */
    private static final class Counterparts {

        private final Map<Element, Element> then = new IdentityHashMap<>();
        private final Map<Element, Element> now = new IdentityHashMap<>();
        private final List<Element> unsaid = new ArrayList<>();

        Counterparts(Element own, Element before, Element after) {
            Siblings.pair(own, before).forEach(then::put);
            Map<Element, Element> became = new IdentityHashMap<>();
            Map<Element, Element> was = new IdentityHashMap<>();
            Siblings.pair(before, after).forEach((old, fresh) -> {
                became.put(old, fresh);
                was.put(fresh, old);
            });
            then.forEach((child, old) -> {
                if (became.containsKey(old)) {
                    now.put(child, became.get(old));
                }
            });
            // What the spec has had only since, libvirt may have had since, too.
            Element since = own.withChildren(own.elements().stream().filter(child -> !then.containsKey(child)).toList());
            Element added = after.withChildren(after.elements().stream().filter(child -> !was.containsKey(child)).toList());
            Siblings.pair(since, added).forEach(now::put);
            Set<Element> said = identities();
            said.addAll(now.values());
            Set<Element> drifted = identities();
            Set<String> lists = new HashSet<>();
            for (Element child : after.elements()) {
                Element old = was.get(child);
                if (!said.contains(child) && (old == null || !Differences.between(old, child).isEmpty())) {
                    drifted.add(child);
                    lists.add(child.name());
                }
            }
            // Siblings that only their order tells apart mean nothing one by one.
            lists.removeIf(Siblings::haveKey);
            for (Element child : after.elements()) {
                if (drifted.contains(child) || !said.contains(child) && lists.contains(child.name())) {
                    unsaid.add(child);
                }
            }
        }

        @Nullable Element before(Element own) {
            return then.get(own);
        }

        @Nullable Element after(Element own) {
            return now.get(own);
        }

        /** What is new or changed and the spec doesn't have. */
        List<Element> unsaid() {
            return unsaid;
        }
    }
}

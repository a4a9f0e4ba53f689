package dev.holdfast.spec.yaml;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import dev.holdfast.domain.Text;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a spec's domain becomes when just what drifted is taken over, and which of its elements became which.
 *
 * <p>A drifted path numbers siblings of one name in the lock's order, which need not be the spec's. What both have and
 * have otherwise is therefore taken whatever its number; what the spec doesn't have, only under its own.
 */
final class Takeover {

    private static final String DEVICES = "domain/devices";

    private final Reflection reflection;
    private final Reflection.Drifted drifted;
    private final Set<Element> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Element, Element> next = new IdentityHashMap<>();
    private final Map<Element, Element> origins = new IdentityHashMap<>();
    private final Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Element domain;

    Takeover(Element own, Reflection reflection, Reflection.Drifted drifted) {
        this.reflection = reflection;
        this.drifted = drifted;
        kept.addAll(reflection.partners().values());
        Element complete = reflection.complete();
        boolean hasDevices = own.child("devices") != null || complete.child("devices") == null;
        Element with = hasDevices ? own : own.plus(Element.of("devices"));
        Element after = changed(with, complete, new At(own.name(), own.name(), drifted.domain()));
        Element devices = after.child("devices");
        this.domain = !hasDevices && devices != null && devices.children().isEmpty() ? after.without("devices") : after;
    }

    /** The spec's domain with what drifted in it. */
    Element domain() {
        return domain;
    }

    /** What an element of the spec's domain became; null where it is gone. */
    @Nullable Element next(Element own) {
        return gone.contains(own) ? null : next.getOrDefault(own, own);
    }

    /** The element of the spec's domain that became this one; null for a new one. */
    @Nullable Element origin(Element after) {
        return origins.get(after);
    }

    /** Where in both domains an element is, and what drifted of what it belongs to. */
    private record At(String own, String complete, Set<String> paths, Set<String> generals) {

        At(String own, String complete, Set<String> paths) {
            this(own, complete, paths, paths.stream().map(Facts::general).collect(Collectors.toSet()));
        }

        At to(String ownStep, String completeStep) {
            return new At(own + ownStep, complete + completeStep, paths, generals);
        }

        boolean adds(String value) {
            return paths.contains(own + value) || paths.contains(complete + value);
        }

        boolean changes(String value) {
            return generals.contains(Facts.general(own) + value);
        }

        /** True for an element of the spec of which nothing is left. */
        boolean removes(String step, Element child) {
            String path = Facts.general(own + step);
            boolean all = Facts.of(child).keySet().stream()
                    .allMatch(inner -> generals.contains(path + Facts.general(inner).substring(child.name().length())));
            boolean bare = child.children().isEmpty() && child.attributes().isEmpty();
            return all || bare && generals.stream().anyMatch(g -> g.startsWith(path + "@") || g.startsWith(path + "/"));
        }
    }

    private Element changed(Element own, Element complete, At at) {
        if (own == complete) {
            origins.put(own, own);
            return own;
        }
        boolean size = !Sizes.same(own, complete)
                && Sizes.isSize(complete)
                && (at.changes("") || at.changes("@unit") || at.adds("@unit"));
        Element after = Element.of(own.name(), attributes(own, complete, at, size), content(own, complete, at, size), own.place());
        next.put(own, after);
        origins.put(after, own);
        return after;
    }

    private static Map<String, String> attributes(Element own, Element complete, At at, boolean size) {
        Map<String, String> attributes = new LinkedHashMap<>();
        own.attributes().forEach((name, value) -> {
            String now = complete.attribute(name);
            boolean changes = at.changes("@" + name) && !(name.equals("unit") && Sizes.same(own, complete));
            if (!changes || now != null && NormalForm.same(value, now)) {
                attributes.put(name, value);
            } else if (now != null) {
                attributes.put(name, now);
            }
        });
        complete.attributes().forEach((name, value) -> {
            if (own.attribute(name) == null && at.adds("@" + name)) {
                attributes.put(name, value);
            }
        });
        if (size) {
            attributes.put("unit", String.valueOf(complete.attribute("unit")));
        }
        return attributes;
    }

    private List<Node> content(Element own, Element complete, At at, boolean size) {
        if (own.isMixed() || complete.isMixed()) {
            return at.changes("") || at.changes("/xml()") ? complete.children() : own.children();
        }
        List<Node> content = new ArrayList<>();
        boolean sameText = NormalForm.same(own.text().strip(), complete.text().strip()) || Sizes.same(own, complete);
        boolean taken = own.text().isEmpty() ? at.adds("") : at.changes("");
        String text = size || taken && !sameText ? complete.text() : own.text();
        if (!text.isEmpty()) {
            content.add(new Text(text));
        }
        if (at.own().equals(DEVICES)) {
            devices(own, complete, at, content);
        } else {
            children(own.elements(), complete.elements(), Siblings.pair(own, complete), at, content);
        }
        return content;
    }

    private void children(
            List<Element> own, List<Element> complete, Siblings pairs, At at, List<Node> content) {
        Map<Element, String> steps = new IdentityHashMap<>();
        Facts.Steps counted = new Facts.Steps();
        complete.forEach(child -> steps.put(child, counted.to(child)));
        Facts.Steps ownSteps = new Facts.Steps();
        for (Element child : own) {
            String step = ownSteps.to(child);
            Element partner = pairs.get(child);
            if (partner != null) {
                content.add(changed(child, partner, at.to(step, steps.getOrDefault(partner, step))));
            } else if (at.removes(step, child)) {
                gone.add(child);
            } else {
                content.add(child);
                origins.put(child, child);
            }
        }
        Scope scope = new Scope(at.paths());
        for (Element child : complete) {
            if (!pairs.isPartner(child) && scope.takesAny(at.complete() + steps.get(child), child)) {
                content.add(child);
            }
        }
    }

    private void devices(Element own, Element complete, At at, List<Node> content) {
        children(
                own.elements().stream().filter(child -> !DeviceKinds.isDevice(child)).toList(),
                complete.elements().stream().filter(child -> !DeviceKinds.isDevice(child)).toList(),
                Siblings.pair(own, complete),
                at,
                content);
        for (Element device : own.elements()) {
            if (!DeviceKinds.isDevice(device)) {
                continue;
            }
            Element partner = reflection.partner(device);
            if (drifted.gone().contains(device)) {
                gone.add(device);
            } else if (partner == null) {
                content.add(device);
                origins.put(device, device);
            } else {
                content.add(changed(device, partner, new At(device.name(), device.name(), drifted.of(device))));
            }
        }
        for (Element device : complete.elements()) {
            if (DeviceKinds.isDevice(device) && !kept.contains(device)) {
                content.add(device);
            }
        }
    }
}

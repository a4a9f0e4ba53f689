package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The namespaces that libvirt itself reads below {@code <domain>}, each under the prefix that libvirt writes. */
public final class Namespaces {

    private static final Map<String, String> PREFIXES = Map.of(
            "http://libvirt.org/schemas/domain/qemu/1.0", "qemu",
            "http://libvirt.org/schemas/domain/lxc/1.0", "lxc",
            "http://libvirt.org/schemas/domain/xen/1.0", "xen",
            "http://libvirt.org/schemas/domain/bhyve/1.0", "bhyve");

    private Namespaces() {}

    /** A domain whose elements in libvirt's namespaces carry libvirt's prefixes, declared at the root. */
    public static Element canonical(Element domain) {
        Map<String, String> used = new LinkedHashMap<>();
        Map<String, String> scope = declared(domain, Map.of());
        List<Node> children = new ArrayList<>(domain.children().size());
        boolean changed = false;
        for (Node child : domain.children()) {
            Node renamed = child instanceof Element element ? rename(element, scope, used) : child;
            changed |= renamed != child;
            children.add(renamed);
        }
        if (!changed) {
            return domain;
        }
        Element canonical = domain.withChildren(children);
        for (Map.Entry<String, String> namespace : used.entrySet()) {
            canonical = canonical.withAttribute("xmlns:" + namespace.getKey(), namespace.getValue());
        }
        return canonical;
    }

    private static Element rename(Element element, Map<String, String> outer, Map<String, String> used) {
        if (element.name().equals("metadata")) {
            return element;
        }
        Map<String, String> scope = declared(element, outer);
        int colon = element.name().indexOf(':');
        String uri = scope.get(colon < 0 ? "" : element.name().substring(0, colon));
        String prefix = uri == null ? null : PREFIXES.get(uri);
        if (prefix == null || uri == null) {
            return element;
        }
        List<Node> children = new ArrayList<>();
        for (Node child : element.children()) {
            children.add(child instanceof Element inner ? rename(inner, scope, used) : child);
        }
        String name = prefix + ":" + element.name().substring(colon + 1);
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        attributes.keySet().removeIf(Namespaces::isDeclaration);
        boolean same = name.equals(element.name())
                && children.equals(element.children())
                && attributes.size() == element.attributes().size();
        if (same) {
            return element;
        }
        used.put(prefix, uri);
        return Element.of(name, attributes, children, element.place());
    }

    private static Map<String, String> declared(Element element, Map<String, String> outer) {
        Map<String, String> scope = outer;
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            if (isDeclaration(attribute.getKey())) {
                if (scope == outer) {
                    scope = new HashMap<>(outer);
                }
                int colon = attribute.getKey().indexOf(':');
                scope.put(colon < 0 ? "" : attribute.getKey().substring(colon + 1), attribute.getValue());
            }
        }
        return scope;
    }

    private static boolean isDeclaration(String attribute) {
        return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
    }
}

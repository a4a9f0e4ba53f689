package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** An element with what means nothing taken out of it: the order across kinds, the unit of a size, blank text. */
final class Canonical {

    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");

    private Canonical() {}

    static Element of(Element element) {
        Element ordered = Element.of(element.name(), new TreeMap<>(element.attributes()), element.children(), null);
        List<Element> inner = new ArrayList<>();
        for (Element child : element.elements()) {
            inner.add(of(child));
        }
        if (element.isMixed()) {
            return element;
        }
        inner.sort(Comparator.comparing(Element::name));
        List<Node> content = new ArrayList<>(inner);
        if (inner.isEmpty() && !element.text().isBlank()) {
            content.add(new Text(element.text()));
        }
        Element same = ordered.withChildren(content);
        String unit = same.attribute("unit");
        if (unit != null && UNITS.contains(unit) && same.text().matches("[0-9]+")) {
            BigInteger number = new BigInteger(same.text()).shiftLeft(10 * UNITS.indexOf(unit));
            return same.withAttribute("unit", "KiB").withText(number.toString());
        }
        return same;
    }

    /** Without the devices that are ruled out, which is written by leaving them out. */
    static Element listed(Element domain) {
        Element devices = domain.child("devices");
        if (devices == null || devices.isMixed()) {
            return domain;
        }
        Draft draft = Draft.of(devices);
        Absence.omit(draft);
        Element left = draft.element();
        return domain.mapChild("devices", old -> left);
    }
}

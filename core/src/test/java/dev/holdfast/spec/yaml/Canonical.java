package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An element with what means nothing taken out of it: the order across kinds, the unit of a size, blank text. */
final class Canonical {

    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");

    private Canonical() {}

    static Element of(Element element) {
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
        Element same = element.withChildren(content);
        String unit = same.attribute("unit");
        if (unit != null && UNITS.contains(unit) && same.text().matches("[0-9]+")) {
            BigInteger number = new BigInteger(same.text()).shiftLeft(10 * UNITS.indexOf(unit));
            return same.withAttribute("unit", "KiB").withText(number.toString());
        }
        return same;
    }
}

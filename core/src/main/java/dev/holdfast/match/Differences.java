package dev.holdfast.match;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two descriptions of one element; forms of writing and the order of siblings don't count. */
public final class Differences {

    /** What libvirt hands to the guest to the letter, with the blanks around it and the zeros in front. */
    private static final Set<String> LITERAL = Set.of("serial", "vendor", "product");

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** Every value of either that the other has not or has otherwise. */
    public static List<Difference> between(Element before, Element after) {
        Differences differences = new Differences();
        differences.compare(before, after, before.name());
        return differences.found;
    }

    private void compare(Element before, Element after, String path) {
        if (before.equals(after)) {
            return;
        }
        boolean sameSize = (Sizes.isSize(before) || Sizes.isSize(after)) && Sizes.same(before, after);
        for (Map.Entry<String, String> attribute : before.attributes().entrySet()) {
            if (!sameSize || !attribute.getKey().equals("unit")) {
                value(
                        path + "@" + attribute.getKey(),
                        attribute.getValue(),
                        after.attribute(attribute.getKey()));
            }
        }
        for (Map.Entry<String, String> attribute : after.attributes().entrySet()) {
            if (before.attribute(attribute.getKey()) == null
                    && (!sameSize || !attribute.getKey().equals("unit"))) {
                found.add(new Difference(path + "@" + attribute.getKey(), null, attribute.getValue()));
            }
        }
        if (before.isMixed() || after.isMixed()) {
            if (!before.children().equals(after.children())) {
                found.add(new Difference(path, before.toString(), after.toString()));
            }
            return;
        }
        if (!sameSize) {
            String left = before.text();
            String right = after.text();
            boolean same = left.equals(right)
                    || !LITERAL.contains(before.name()) && NormalForm.same(left.strip(), right.strip());
            if (!same) {
                found.add(new Difference(path, left.isEmpty() ? null : left, right.isEmpty() ? null : right));
            }
        }
        children(before, after, path);
    }

    private void children(Element before, Element after, String path) {
        Siblings pairs = Siblings.pair(before, after);
        Facts.Steps steps = new Facts.Steps();
        for (Element child : before.elements()) {
            String childPath = path + steps.to(child);
            Element partner = pairs.get(child);
            if (partner != null) {
                compare(child, partner, childPath);
            } else {
                all(child, childPath, true);
            }
        }
        Facts.Steps newSteps = new Facts.Steps();
        for (Element child : after.elements()) {
            String childPath = path + newSteps.to(child);
            if (!pairs.isPartner(child)) {
                all(child, childPath, false);
            }
        }
    }

    private void all(Element element, String path, boolean before) {
        Facts.of(element).forEach((inner, value) -> {
            String full = path + inner.substring(element.name().length());
            found.add(before ? new Difference(full, value, null) : new Difference(full, null, value));
        });
    }

    private void value(String path, String before, @Nullable String after) {
        if (!NormalForm.same(before, after)) {
            found.add(new Difference(path, before, after));
        }
    }
}

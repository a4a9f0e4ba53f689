package dev.holdfast.lock;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Resolved;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of each value of a completed element who decided it: the owner where the spec has it, an earlier lock's origin
 * where that lock held the same value, the format where its lens filled it in, else the completer.
 */
public final class Trace {

    /** Stands for a value that is nobody's to read in a lock: the spec has it, and libvirt. */
    public static final String SECRET = "(secret)";

    private final Map<String, Held> earlier;
    private final Origin completer;
    private final boolean edited;
    private final Map<String, Held> facts = LinkedHashMap.newLinkedHashMap(32);

    private Trace(Map<String, Held> earlier, Origin completer, boolean edited) {
        this.earlier = earlier;
        this.completer = completer;
        this.edited = edited;
    }

    /**
     * Every value of the completed element with its origin.
     *
     * @param complete the element as it was completed
     * @param written what the owner wrote of it, if anything
     * @param submitted what was submitted of it, if anything
     * @param earlier what an earlier lock held of it, by path
     * @param completer the origin of what nobody else decided
     */
    public static Map<String, Held> of(
            Element complete,
            @Nullable Element written,
            @Nullable Element submitted,
            Map<String, Held> earlier,
            Origin completer) {
        return new Trace(earlier, completer, false).facts(complete, written, submitted);
    }

    /**
     * The same where the owner may have edited the spec since the element was completed: what it says otherwise than
     * the element is an edit then, unless the earlier lock knows it for the form in which the owner wrote the value.
     *
     * @param stated what the spec says of the element, if anything, its format's part included
     */
    public static Map<String, Held> afterEdit(
            Element complete,
            @Nullable Element written,
            @Nullable Element stated,
            Map<String, Held> earlier,
            Origin completer) {
        return new Trace(earlier, completer, true).facts(complete, written, stated);
    }

    private Map<String, Held> facts(Element complete, @Nullable Element written, @Nullable Element submitted) {
        element(complete, written, submitted, complete.name());
        if (written != null) {
            ignored(written, complete, complete.name());
        }
        return facts;
    }

    private void element(Element complete, @Nullable Element written, @Nullable Element asked, String path) {
        boolean sameSize = isSameSize(complete, written);
        Element submitted = written == null && isSameSize(complete, asked) ? complete : asked;
        complete.attributes().forEach((name, value) -> put(
                path + "@" + name,
                value,
                written == null ? null : written.attribute(name),
                submitted == null ? null : submitted.attribute(name),
                sameSize));
        if (complete.isMixed() || complete.elements().isEmpty()) {
            text(complete, written, submitted, path, sameSize);
            return;
        }
        Siblings owners = Siblings.pair(complete, written);
        Siblings told = Siblings.pair(complete, submitted);
        Facts.Steps steps = new Facts.Steps();
        for (Element inner : complete.elements()) {
            element(inner, owners.get(inner), told.get(inner), path + steps.to(inner));
        }
    }

    private static boolean isSameSize(Element complete, @Nullable Element other) {
        return other != null && Sizes.isSize(complete) && Sizes.same(complete, other);
    }

    /** What its owner wrote and the completer neither kept nor changed. */
    private void ignored(Element written, Element complete, String path) {
        written.attributes().forEach((name, value) -> {
            if (complete.attribute(name) == null) {
                ignore(path + "@" + name, value);
            }
        });
        if (written.isMixed() || complete.isMixed()) {
            return;
        }
        if (complete.children().isEmpty() && written.elements().isEmpty() && !written.text().isBlank()) {
            ignore(path, written.text().strip());
        }
        Siblings partners = Siblings.pair(written, complete);
        Facts.Steps steps = new Facts.Steps();
        Map<Element, String> kept = new IdentityHashMap<>();
        for (Element child : complete.elements()) {
            kept.put(child, steps.to(child));
        }
        for (Element child : written.elements()) {
            Element partner = partners.get(child);
            if (partner != null) {
                ignored(child, partner, path + kept.get(partner));
            } else {
                // Numbered behind those that were kept, so that no path means two elements.
                String childPath = path + steps.to(child);
                Facts.of(child).forEach((inner, value) -> ignore(childPath + inner.substring(child.name().length()), value));
            }
        }
    }

    /** True where a completer may have left out something that the owner wrote: {@link #of} says then what, if anything. */
    public static boolean mayLeaveOut(Element complete, Element written) {
        for (int i = 0; i < written.attributeCount(); i++) {
            if (complete.attribute(written.attributeName(i)) == null) {
                return true;
            }
        }
        if (written.children().isEmpty() || written.isMixed() || complete.isMixed()) {
            return false;
        }
        if (written.elements().isEmpty()) {
            return complete.children().isEmpty() && !written.text().isBlank();
        }
        Siblings partners = Siblings.pair(written, complete);
        for (Element child : written.elements()) {
            Element partner = partners.get(child);
            if (partner == null || mayLeaveOut(partner, child)) {
                return true;
            }
        }
        return false;
    }

    private void ignore(String path, String value) {
        Held before = earlier.get(path);
        if (!edited || before != null && before.isIgnored() && before.value().equals(value)) {
            facts.putIfAbsent(path, Held.of(value, Origin.IGNORED));
        }
    }

    private void text(
            Element complete, @Nullable Element written, @Nullable Element submitted, String path, boolean sameSize) {
        if (!complete.children().isEmpty() && !complete.isMixed()) {
            put(path, complete.text(), content(written, false), content(submitted, false), sameSize);
            return;
        }
        for (Map.Entry<String, String> fact :
                Facts.of(Element.of(complete.name()).withChildren(complete.children())).entrySet()) {
            boolean bare = complete.children().isEmpty();
            if (bare && !complete.attributes().isEmpty()) {
                continue;
            }
            put(
                    path + fact.getKey().substring(complete.name().length()),
                    fact.getValue(),
                    complete.isMixed() ? mixed(written) : content(written, bare),
                    complete.isMixed() ? mixed(submitted) : content(submitted, bare),
                    sameSize || complete.isMixed() && written != null);
        }
    }

    /** An element's text; for an element that is nothing but there, its being there. */
    private static @Nullable String content(@Nullable Element element, boolean bare) {
        if (element == null) {
            return null;
        }
        String text = element.text().strip();
        return text.isEmpty() && !bare ? null : text;
    }

    /** An element's text and elements together, as a fact has them. */
    private static @Nullable String mixed(@Nullable Element element) {
        return element == null || element.children().isEmpty() ? null : Facts.content(element);
    }

    /** True for a value that no lock holds and nothing prints. */
    public static boolean isSecret(String path) {
        return path.endsWith("@passwd");
    }

    private void put(String path, String value, @Nullable String own, @Nullable String asked, boolean sameSize) {
        if (isSecret(path)) {
            facts.put(path, Held.of(SECRET, Origin.OWNER));
            return;
        }
        Held before = earlier.get(path);
        Held stayed = before != null && before.value().equals(value) ? before : null;
        boolean writtenBack = stayed != null && !stayed.isOwners() && !stayed.isIgnored();
        if (own != null && writtenBack && (sameSize || NormalForm.same(own, value.strip()))) {
            // Reflecting a value into the spec doesn't make it its owner's decision.
            facts.put(path, stayed);
        } else if (own != null && (own.equals(value) || own.equals(value.strip()))) {
            facts.put(path, Held.of(value, Origin.OWNER));
        } else if (own != null && (sameSize || NormalForm.same(own, value.strip()))) {
            facts.put(path, new Held(value, Origin.OWNER, own));
        } else if (own != null && (!edited || isForm(path, own, value, stayed))) {
            facts.put(path, new Held(value, stayed == null ? completer : stayed.origin(), own));
        } else if (stayed != null) {
            facts.put(path, stayed);
        } else {
            boolean granted = asked != null && NormalForm.same(asked.strip(), value.strip());
            facts.put(path, Held.of(value, granted ? Origin.FORMAT : completer));
        }
    }

    /** True for what the owner is known to have written where this value came of it. */
    private static boolean isForm(String path, String own, String value, @Nullable Held stayed) {
        return stayed != null && own.equals(stayed.written()) || Resolved.isName(path, own, value);
    }
}

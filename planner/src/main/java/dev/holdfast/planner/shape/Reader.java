package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an owner wrote into drafts, as one libvirt reads it.
 *
 * @param libvirt for which libvirt
 * @param unmodelled what happens with something that no shape models: thrown, or said and let through
 */
public record Reader(Version libvirt, Consumer<CompleterException> unmodelled) {

    /** One for which everything must be modelled. */
    public static Reader strict(Version libvirt) {
        return new Reader(libvirt, problem -> {
            throw problem;
        });
    }

    /**
     * A draft of what was written.
     *
     * @throws CompleterException where libvirt rejects it or the planner doesn't model it
     */
    public Draft read(Element element, Shape shape) {
        BiFunction<Element, Version, @Nullable Element> carried = shape.carried();
        if (carried != null) {
            return Draft.carried(shape, element, carried.apply(element, libvirt));
        }
        Draft draft = Draft.of(shape, element);
        if (shape.isReadOver()) {
            return draft;
        }
        for (int i = 0; i < element.attributeCount(); i++) {
            attribute(element, shape, draft, element.attributeName(i), element.attributeValue(i));
        }
        // Before the children, whose shapes depend on attributes.
        requireAttributes(element, shape);
        Form text = shape.text();
        if (text != null) {
            draft.text(value(text, element.text(), new Spot(element, "text", this)));
        }
        List<Node> children = element.children();
        for (int i = 0; i < children.size(); i++) {
            // A text where none belongs libvirt reads over. Not a switch, for which the JVM writes a class at each start.
            if (children.get(i) instanceof Element child) {
                child(child, shape, draft);
            }
        }
        requireChildren(element, shape, draft);
        return draft;
    }

    private static void requireAttributes(Element element, Shape shape) {
        for (String name : shape.requiredAttributes()) {
            if (element.attribute(name) == null) {
                throw Verdict.rejected(element, "<" + element.name() + "> has no attribute " + name, "Give it one");
            }
        }
    }

    private static void requireChildren(Element element, Shape shape, Draft draft) {
        for (String name : shape.requiredChildren()) {
            if (!draft.hasChild(name)) {
                shape.knownChild(name);
                throw Verdict.rejected(element, "<" + element.name() + "> has no <" + name + "> in it", "Give it one");
            }
        }
    }

    private void attribute(Element element, Shape shape, Draft draft, String name, String written) {
        int at = shape.indexOf(name);
        if (at < 0) {
            if (!shape.ignoresAttribute(name) && !name.startsWith("xmlns")) {
                unmodelled.accept(Verdict.unmodelled(element, "the attribute " + name + " of <" + element.name() + ">"));
                draft.leftover().add(name, written);
            }
            return;
        }
        Shape.Attribute attribute = shape.attribute(at);
        if (attribute.isKnownTo(libvirt)) {
            String known = known(attribute.form(), written);
            draft.set(at, known != null ? known : value(attribute.form(), written, new Spot(element, attribute.name(), this)));
        }
    }

    /** What needs no look at where it stands: what is given back as written, and a word that is known. */
    private @Nullable String known(Form form, String written) {
        return form == Forms.TEXT ? written : form instanceof Forms.OneOf words ? words.known(written, libvirt) : null;
    }

    /** In the form in which libvirt gives it back; as it was written where that isn't modelled and is let through. */
    private @Nullable String value(Form form, String written, Spot spot) {
        try {
            return form.read(written, spot);
        } catch (CompleterException e) {
            letThrough(e);
            return written;
        }
    }

    /**
     * Says what isn't modelled, where that is let through.
     *
     * @throws CompleterException where it isn't let through, or is something else
     */
    public void letThrough(CompleterException problem) {
        if (problem.reason() != CompleterException.Reason.UNMODELLED) {
            throw problem;
        }
        unmodelled.accept(problem);
    }

    private void child(Element element, Shape shape, Draft draft) {
        int at = shape.indexOfChild(element.name());
        boolean known = at >= 0 && shape.child(at).isKnownTo(libvirt);
        if (!known && shape.isRejectingOthers() && !shape.ignoresChild(element.name())) {
            throw Verdict.rejected(
                    element,
                    "libvirt " + libvirt + " knows no <" + element.name() + "> in <" + shape.name() + ">",
                    "Remove it, or plan for a later libvirt");
        }
        if (at < 0) {
            if (!shape.ignoresChild(element.name())) {
                unmodelled.accept(Verdict.unmodelled(element, "<" + element.name() + "> in <" + shape.name() + ">"));
                draft.leftover().add(element);
            }
            return;
        }
        Shape.Child child = shape.child(at);
        if (!known) {
            return;
        }
        if (!child.repeated() && draft.hasRank(at)) {
            unmodelled.accept(Verdict.unmodelled(
                    element, "a second <" + element.name() + "> in <" + shape.name() + ">"));
            draft.leftover().add(element);
            return;
        }
        draft.insert(read(element, child.shapeIn(draft, element)), at);
    }
}

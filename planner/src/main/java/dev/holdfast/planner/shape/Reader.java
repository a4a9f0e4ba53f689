package dev.holdfast.planner.shape;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
        UnaryOperator<@Nullable Element> carried = shape.carried();
        if (carried != null) {
            return Draft.carried(shape, element, carried.apply(element));
        }
        Draft draft = Draft.of(shape, element);
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            attribute(element, shape, draft, attribute.getKey(), attribute.getValue());
        }
        Form text = shape.text();
        if (text != null) {
            draft.text(text.read(element.text(), new Spot(element, "text", this)));
            shape.completeText(draft);
        }
        List<Node> children = element.children();
        for (int i = 0; i < children.size(); i++) {
            switch (children.get(i)) {
                case Element child -> child(child, shape, draft);
                case Text stray -> {
                    // Where no text belongs, libvirt reads over it.
                }
            }
        }
        List<String> required = shape.required();
        for (int i = 0; i < required.size(); i++) {
            require(required.get(i), element, draft);
        }
        return draft;
    }

    private static void require(String what, Element element, Draft draft) {
        boolean attribute = what.startsWith("@");
        String name = attribute ? what.substring(1) : what;
        if (attribute ? element.attribute(name) == null : !draft.hasChild(name)) {
            throw Verdict.rejected(
                    element,
                    "<" + element.name() + "> has no " + (attribute ? "attribute " + name : "<" + name + ">"),
                    "");
        }
    }

    private void attribute(Element element, Shape shape, Draft draft, String name, String written) {
        int at = shape.indexOf(name);
        if (at < 0) {
            if (!shape.ignoresAttribute(name) && !name.startsWith("xmlns")) {
                unmodelled.accept(Verdict.unmodelled(element, "the attribute " + name + " of <" + element.name() + ">"));
            }
            return;
        }
        Shape.Attribute attribute = shape.attribute(at);
        if (libvirt.isSince(attribute.since())) {
            String value = attribute.form().read(written, new Spot(element, attribute.name(), this));
            draft.set(attribute.name(), value);
        }
    }

    private void child(Element element, Shape shape, Draft draft) {
        int at = shape.indexOfChild(element.name());
        boolean known = at >= 0 && libvirt.isSince(shape.child(at).since());
        if (!known && shape.isRejectingOthers() && !shape.ignoresChild(element.name())) {
            throw Verdict.rejected(
                    element,
                    "libvirt " + libvirt + " knows no <" + element.name() + "> in <" + shape.name() + ">",
                    "Remove it, or plan for a later libvirt");
        }
        if (at < 0) {
            if (!shape.ignoresChild(element.name())) {
                unmodelled.accept(Verdict.unmodelled(element, "<" + element.name() + "> in <" + shape.name() + ">"));
            }
            return;
        }
        Shape.Child child = shape.child(at);
        if (!known) {
            return;
        }
        @Nullable Draft before = child.repeated() ? null : draft.child(child.name());
        if (before != null) {
            unmodelled.accept(Verdict.unmodelled(
                    element, "a second <" + element.name() + "> in <" + Objects.requireNonNull(shape.name()) + ">"));
            return;
        }
        draft.insert(read(element, child.shape().apply(new Shape.Selection(draft, element))), at);
    }
}

package dev.holdfast.planner.part;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Namespaces;
import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;

/** What is passed to QEMU as it is: the elements of libvirt's namespace for QEMU. */
public final class QemuNamespace {

    private static final String URI = "http://libvirt.org/schemas/domain/qemu/1.0";
    private static final String DECLARATION = "xmlns:qemu";

    private static final List<String> PARTS =
            List.of("qemu:commandline", "qemu:capabilities", "qemu:override", "qemu:deprecation");

    private static final Form VARIABLE = (written, spot) -> {
        boolean fits = !written.isEmpty() && !(written.charAt(0) >= '0' && written.charAt(0) <= '9');
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            fits &= c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
        if (!fits) {
            throw spot.rejected(written, "a variable's name has letters, digits and underscores, and begins with no digit");
        }
        return written;
    };

    private static final Shape COMMAND_LINE = Shape.of("qemu:commandline")
            .children(Shape.of("qemu:arg").attr("value", Forms.TEXT).requires("@value"))
            .children(Shape.of("qemu:env").attr("name", VARIABLE).attr("value", Forms.TEXT).requires("@name"));

    private static final Shape CAPABILITIES = Shape.of("qemu:capabilities")
            .children(Shape.of("qemu:add").attr("capability", Forms.TEXT).requires("@capability"))
            .children(Shape.of("qemu:del").attr("capability", Forms.TEXT).requires("@capability"));

    private static final Shape OVERRIDE = Shape.of("qemu:override")
            .children(Shape.of("qemu:device")
                    .attr("alias", Forms.TEXT)
                    .requires("@alias")
                    .child(Shape.of("qemu:frontend")
                            .children(Shape.of("qemu:property")
                                    .attr("name", Forms.TEXT)
                                    .attr("type", Forms.oneOf("string", "signed", "unsigned", "bool", "remove"))
                                    .attr("value", Forms.TEXT)
                                    .requires("@name", "@type"))));

    private static final Shape DEPRECATION = Shape.of("qemu:deprecation").attr("behavior", Forms.FILLED);

    /** From it on, libvirt rejects capabilities of which it doesn't know. */
    private static final Version KNOWN_CAPABILITIES = Versions.libvirt(12, 0);

    private QemuNamespace() {}

    /** The domain with libvirt's own prefix, where it has elements of this namespace. */
    public static Element canonical(Element domain) {
        for (Element child : domain.elements()) {
            if (child.name().indexOf(':') >= 0 || child.attribute("xmlns") != null) {
                return Namespaces.canonical(domain);
            }
        }
        return domain;
    }

    static Shape declare(Shape domain) {
        return domain.attr(DECLARATION, (written, spot) -> null);
    }

    static Shape addTo(Shape domain) {
        return domain.child(COMMAND_LINE)
                .child(CAPABILITIES)
                .child(OVERRIDE, Versions.libvirt(8, 2))
                .child(DEPRECATION, Versions.libvirt(7, 3));
    }

    static void complete(Plan plan) {
        for (String part : PARTS) {
            Draft draft = plan.domain().child(part);
            if (draft != null && (!draft.children().isEmpty() || draft.name().equals("qemu:deprecation") && draft.has("behavior"))) {
                plan.domain().set(DECLARATION, URI);
            }
            if (draft != null && draft.name().equals("qemu:override")) {
                properties(draft);
            }
            if (draft != null && draft.name().equals("qemu:capabilities") && plan.since(KNOWN_CAPABILITIES)) {
                throw draft.unmodelled("which capabilities of QEMU libvirt knows");
            }
        }
    }

    private static void properties(Draft override) {
        for (Draft device : override.children()) {
            Draft frontend = device.child("qemu:frontend");
            for (Draft property : frontend == null ? List.<Draft>of() : frontend.children()) {
                if (property.is("name", "id") || !isOfType(property)) {
                    throw property.rejected(
                            "The property " + property.get("name") + " can't be overridden so",
                            "Give it a value of its type, or type='remove' and none; id stays as it is");
                }
            }
        }
    }

    private static boolean isOfType(Draft property) {
        String value = property.get("value");
        if (value == null) {
            return property.is("type", "remove");
        }
        return switch (property.get("type", "")) {
            case "string" -> true;
            case "bool" -> value.equals("true") || value.equals("false");
            case "signed" -> isNumber(value, true);
            case "unsigned" -> isNumber(value, false);
            default -> false;
        };
    }

    private static boolean isNumber(String value, boolean signed) {
        try {
            return Long.parseLong(value) >= 0 || signed;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

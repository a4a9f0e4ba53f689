package dev.holdfast.planner.part;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a domain is called and what is said of it. */
final class Identity {

    /** An empty one stands for one that libvirt makes up. */
    private static final Form UUID = (written, spot) -> written.isEmpty() ? null : Forms.UUID_FORM.read(written, spot);

    private static final Form ONE_LINE = (written, spot) -> {
        if (written.indexOf('\n') >= 0) {
            throw spot.rejected(written, "it stands in one line");
        }
        return Forms.FILLED.read(written, spot);
    };

    private static final Form NAME = (written, spot) -> {
        if (written.indexOf('/') >= 0) {
            throw spot.rejected(written, "a domain's name has no slash");
        }
        return ONE_LINE.read(written, spot);
    };

    static final Shape NAME_SHAPE = Shape.text("name", NAME);
    static final Shape UUID_SHAPE = Shape.text("uuid", UUID);
    static final Shape GENID_SHAPE = Shape.text("genid", UUID);
    static final Shape TITLE_SHAPE = Shape.text("title", ONE_LINE);
    static final Shape DESCRIPTION_SHAPE = Shape.text("description", Forms.FILLED);
    static final Shape METADATA_SHAPE = Shape.carried("metadata", Identity::onePerNamespace);

    private static final Version NO_EMPTY_METADATA = Versions.libvirt(9, 1);

    private Identity() {}

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        Draft name = domain.child("name");
        if (name == null || name.text() == null) {
            throw domain.rejected("The domain has no name", "Give it a <name>");
        }
        Draft uuid = domain.make("uuid");
        String ofSystem = Sysinfo.uuid(domain);
        if (uuid.text() == null) {
            uuid.text(ofSystem != null ? ofSystem : plan.seed().uuid());
        } else if (ofSystem != null && !ofSystem.equals(uuid.text())) {
            throw uuid.rejected(
                    "The domain's UUID is " + uuid.text() + ", and <sysinfo> says " + ofSystem,
                    "Leave one of the two out, or make them the same");
        }
        Draft genid = domain.child("genid");
        if (genid != null && genid.text() == null) {
            genid.text(plan.seed().genid());
        }
    }

    /** Of what applications say of a domain, libvirt keeps the first element of each namespace and none without. */
    private static @Nullable Element onePerNamespace(Element metadata, Version libvirt) {
        if (metadata.elements().isEmpty() && libvirt.isSince(NO_EMPTY_METADATA)) {
            return null;
        }
        List<Element> kept = new ArrayList<>();
        Set<String> namespaces = new HashSet<>();
        for (Element child : metadata.elements()) {
            int colon = child.name().indexOf(':');
            String declaration = colon < 0 ? "xmlns" : "xmlns:" + child.name().substring(0, colon);
            String namespace = child.attribute(declaration);
            if (namespace == null) {
                namespace = metadata.attribute(declaration);
            }
            if (namespace == null && colon >= 0) {
                throw Verdict.unmodelled(child, "a namespace in <metadata> that is declared further up");
            }
            if (namespace != null && namespaces.add(namespace)) {
                kept.add(child);
            }
        }
        return metadata.withChildren(kept);
    }
}

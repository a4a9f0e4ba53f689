package dev.holdfast;

import dev.holdfast.abi.DomainAbi;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Siblings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a complete domain is for its owner to see: not what belongs to the host, nor the ids that Holdfast gave. */
final class Visible {

    private Visible() {}

    /** The part of a domain outside its devices, without what belongs to the host and its owner didn't write. */
    static Element domain(Element complete, @Nullable Element written) {
        Element shown = hostless(complete, written, complete.name());
        return shown == null ? complete : shown;
    }

    private static @Nullable Element hostless(Element complete, @Nullable Element written, String path) {
        if (DomainAbi.isHostBound(path)) {
            return written;
        }
        if (!DomainAbi.mayHoldHostBound(path)) {
            return complete;
        }
        Element shown = complete;
        for (String name : complete.attributes().keySet()) {
            if (DomainAbi.isHostBound(path + "@" + name) && (written == null || written.attribute(name) == null)) {
                shown = shown.withoutAttribute(name);
            }
        }
        if (complete.elements().isEmpty() || complete.isMixed()) {
            return shown;
        }
        List<Element> children = new ArrayList<>();
        Siblings owners = Siblings.pair(complete, written);
        Facts.Steps steps = new Facts.Steps();
        for (Element child : complete.elements()) {
            Element kept = hostless(child, owners.get(child), path + steps.to(child));
            if (kept != null) {
                children.add(kept);
            }
        }
        return shown.withChildren(children);
    }

    /** A device without the alias that Holdfast gave it; a SCSI disk's stays, because the guest is told it. */
    static Element device(Element complete, @Nullable Element written) {
        boolean owners = written != null && written.child("alias") != null;
        return owners || DeviceKinds.guestSeesAlias(complete) ? complete : complete.without("alias");
    }
}

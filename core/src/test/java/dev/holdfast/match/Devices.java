package dev.holdfast.match;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices for tests, read from XML. */
final class Devices {

    private Devices() {}

    /** In order, each with its place. */
    static List<Element> of(String xml) {
        return DeviceKinds.in(XmlSource.read("<domain><devices>" + xml + "</devices></domain>", "vm.xml").root());
    }

    static Element one(String xml) {
        return of(xml).getFirst();
    }

    /** As a lock knows it, after its owner wrote that; null for one that the completer added. */
    static Known known(String id, String locked, @Nullable String written) {
        return new Known(id, one(locked), written == null ? null : one(written));
    }
}

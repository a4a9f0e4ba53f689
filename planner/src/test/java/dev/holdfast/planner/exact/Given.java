package dev.holdfast.planner.exact;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import java.util.ArrayList;
import java.util.List;

/** An answer without what every completer makes up for itself: a UUID and MAC addresses that weren't given. */
final class Given {

    private Given() {}

    static String text(Element partial, Element complete) {
        Element known = partial.child("uuid") == null ? complete.without("uuid") : complete;
        Element devices = partial.child("devices");
        if (devices != null && known.child("devices") != null) {
            known = known.mapChild("devices", all -> withoutMacs(devices.elements("interface"), all));
        }
        return DomainXml.write(known);
    }

    /** Network cards stay in the order written. */
    private static Element withoutMacs(List<Element> written, Element devices) {
        List<Node> children = new ArrayList<>(devices.children());
        int card = 0;
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof Element device && device.name().equals("interface")) {
                boolean given = card < written.size() && written.get(card).child("mac") != null;
                children.set(i, given ? device : device.without("mac"));
                card++;
            }
        }
        return devices.withChildren(children);
    }
}

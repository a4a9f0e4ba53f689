package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A completer that draws no numbers of its own where another one has drawn them for the same spec. A libvirt gives a
 * new UUID and new MAC addresses each time that it completes a spec without; they would hide what else it changes.
 */
final class SameNumbers implements Completer {

    private final Completer completer;
    private final Element drawn;
    private final Map<String, Element> macs = new HashMap<>();

    /**
     * One that draws what was drawn.
     *
     * @param drawn the same spec, completed elsewhere
     */
    SameNumbers(Completer completer, Element drawn) {
        this.completer = completer;
        this.drawn = drawn;
        for (Element device : DeviceKinds.in(drawn)) {
            String alias = device.value("alias@name");
            Element mac = device.child("mac");
            if (alias != null && mac != null) {
                macs.put(alias, mac);
            }
        }
    }

    @Override
    public Platform platform() {
        return completer.platform();
    }

    @Override
    public Element complete(Element partial) {
        Element uuid = drawn.child("uuid");
        Element named = partial.child("uuid") == null && uuid != null ? partial.plus(uuid.at(null)) : partial;
        List<Element> devices = DeviceKinds.in(named).stream().map(this::withMac).toList();
        return completer.complete(DeviceKinds.replaceIn(named, devices));
    }

    private Element withMac(Element device) {
        String alias = device.value("alias@name");
        Element mac = alias == null || device.child("mac") != null ? null : macs.get(alias);
        return mac == null ? device : device.plus(mac.at(null));
    }

    @Override
    public void close() {
        completer.close();
    }
}

package dev.holdfast.kubevirt;

import dev.holdfast.Completer;
import dev.holdfast.Platform;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.kubevirt.hook.DefineDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Does what KubeVirt's virt-launcher does between converting an instance and starting its domain. */
public final class Launcher {

    private final UnaryOperator<Element> define;
    private final Platform platform;

    /** On what completes as a libvirt that defines. */
    public Launcher(Completer libvirt) {
        this(libvirt::complete, libvirt.platform());
    }

    /**
     * On a libvirt.
     *
     * @param define defines a domain and gives back what libvirt makes of it
     */
    public Launcher(UnaryOperator<Element> define, Platform platform) {
        this.define = define;
        this.platform = platform;
    }

    /** Its libvirt. */
    public Platform platform() {
        return platform;
    }

    /** What libvirt makes of a domain, without asking the hook. */
    public String complete(String domain) {
        return DomainXml.write(define.apply(XmlSource.parse(domain, "the domain")));
    }

    /**
     * Defines a domain as KubeVirt does: with placeholders for network cards to come, and then what became of its
     * devices with the cards as they were converted. The hook is asked each time.
     *
     * @param instance the VirtualMachineInstance as JSON
     * @param converted the domain that KubeVirt made of it
     * @param placeholders how many
     * @return what is defined in the end
     */
    public Element start(String instance, String converted, int placeholders) {
        Element domain = XmlSource.parse(converted, "the converted domain");
        if (placeholders == 0) {
            return hooked(instance, domain);
        }
        Element reserved = hooked(instance, domain.mapChild("devices", devices -> devices.withChildren(withPlaceholders(devices, placeholders))));
        List<Node> devices = new ArrayList<>();
        for (Element device : reserved.child("devices").elements()) {
            if (!device.name().equals("interface")) {
                devices.add(device);
            }
        }
        devices.addAll(domain.child("devices").elements("interface"));
        return hooked(instance, domain.mapChild("devices", holder -> holder.withChildren(devices)));
    }

    private static List<Node> withPlaceholders(Element devices, int count) {
        List<Node> all = new ArrayList<>(devices.elements());
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            if (((Element) all.get(i)).name().equals("interface")) {
                at = i + 1;
            }
        }
        for (int i = 0; i < count; i++) {
            all.add(at + i, XmlSource.parse(
                    "<interface type='ethernet'><model type='virtio-non-transitional'/><target dev='placeholder-" + i + "' managed='no'/></interface>",
                    "placeholder"));
        }
        return all;
    }

    private Element hooked(String instance, Element domain) {
        return define.apply(XmlSource.parse(DefineDomain.answer(instance, DomainXml.write(domain)), "the hook's answer"));
    }
}

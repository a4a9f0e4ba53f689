package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.Set;

/** Small manifests, and what becomes of them. */
final class Manifests {

    private Manifests() {}

    /** An instance with this below its domain, and this below its spec. */
    static String vmi(String domain, String spec) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata:
                  name: web
                  namespace: shop
                spec:
                  domain:
                    memory: {guest: 1Gi}
                %s%s"""
                .formatted(domain.indent(4), spec.indent(2));
    }

    static Spec spec(String text) {
        return Spec.parse("vm.yaml", text);
    }

    /** The domain that an instance with this below its domain comes to. */
    static Element domain(String domain) {
        return domain(domain, "");
    }

    static Element domain(String domain, String rest) {
        return settled(spec(vmi(domain, rest)));
    }

    static Element settled(Spec spec) {
        return spec.settle(spec.domain(), Set.of("kvm", "qemu"));
    }

    static List<Element> devices(Element domain, String kind) {
        return domain.child("devices").elements(kind);
    }

    static Element device(Element domain, String kind) {
        return devices(domain, kind).getFirst();
    }

    static Element named(Element domain, String name) {
        return domain.child("devices").elements().stream()
                .filter(device -> ("ua-" + name).equals(device.value("alias@name")))
                .findFirst()
                .orElseThrow();
    }
}

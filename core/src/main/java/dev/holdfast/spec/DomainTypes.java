package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import java.util.Set;

/** By what a domain is run where its owner doesn't say: KVM where the host has it, and plain emulation where not. */
public final class DomainTypes {

    private DomainTypes() {}

    /**
     * The domain with its type.
     *
     * @param domainTypes the domain types that the completer runs, best first, such as {@code kvm, qemu}
     */
    public static Element settle(Element domain, Set<String> domainTypes) {
        return domain.attribute("type") != null || domainTypes.isEmpty()
                ? domain
                : domain.withAttribute("type", domainTypes.contains("kvm") ? "kvm" : domainTypes.iterator().next());
    }
}

package dev.holdfast.kubevirt.operator;

import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a libvirt has defined of a VirtualMachineInstance.
 *
 * @param domain complete, as {@code virsh dumpxml --inactive} prints it
 * @param platform which libvirt
 */
public record Definition(Element domain, Platform platform) {

    /** The UID of the instance that KubeVirt made it for; null where it doesn't say. */
    @Nullable String instance() {
        Element metadata = domain.child("metadata");
        if (metadata == null) {
            return null;
        }
        for (Element own : metadata.elements()) {
            String uid = own.name().endsWith("kubevirt") ? uid(own) : null;
            if (uid != null && !uid.isBlank()) {
                return uid;
            }
        }
        return null;
    }

    private static @Nullable String uid(Element kubevirt) {
        return kubevirt.elements().stream()
                .filter(child -> child.name().endsWith("uid"))
                .map(Element::text)
                .findFirst()
                .orElse(null);
    }
}

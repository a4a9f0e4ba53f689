package dev.holdfast;

import dev.holdfast.domain.Version;
import java.util.Set;

/**
 * What a completer stands for.
 *
 * @param completer its name, such as {@code libvirt}
 * @param version its version, such as 12.8.0
 * @param qemu the version of its QEMU
 * @param domainTypes the domain types that it runs, best first: {@code kvm, qemu} or {@code qemu}
 */
public record Platform(String completer, Version version, Version qemu, Set<String> domainTypes) {

    /** As an origin names it: {@code libvirt 12.8.0}. */
    public String label() {
        return completer + " " + version;
    }
}

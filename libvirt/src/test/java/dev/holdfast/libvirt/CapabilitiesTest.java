package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static Element guest(String arch, String... types) {
        StringBuilder domains = new StringBuilder();
        for (String type : types) {
            domains.append("<domain type='").append(type).append("'/>");
        }
        return XmlSource.parse(
                "<guest><os_type>hvm</os_type><arch name='" + arch + "'>" + domains + "</arch></guest>", "libvirt");
    }

    @Test
    void kvmComesFirstWhereTheArchitectureHasIt() {
        Element capabilities = Element.of("capabilities")
                .plus(guest("i686", "qemu", "kvm"))
                .plus(guest("x86_64", "qemu", "kvm"))
                .plus(guest("aarch64", "qemu"));
        assertThat(Capabilities.domainTypes(capabilities, "x86_64")).containsExactly("kvm", "qemu");
        assertThat(Capabilities.domainTypes(capabilities, "aarch64")).containsExactly("qemu");
        assertThat(Capabilities.domainTypes(capabilities, "s390x")).isEmpty();
    }

    @Test
    void keepsTypesThatItDoesNotKnow() {
        Element capabilities = Element.of("capabilities").plus(guest("x86_64", "hvf", "qemu"));
        assertThat(Capabilities.domainTypes(capabilities, "x86_64")).containsExactly("qemu", "hvf");
    }
}

package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** libvirt writes its own namespaces under its own prefixes, whatever an owner called them. */
class NamespacesTest {

    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";

    private static Element canonical(String xml) {
        return Namespaces.canonical(XmlSource.parse(xml, "x"));
    }

    private static final Element CANONICAL = XmlSource.parse(
            "<domain xmlns:qemu='" + QEMU + "'><qemu:commandline><qemu:arg value='-s'/></qemu:commandline></domain>", "x");

    @Test
    void libvirtsOwnPrefixStays() {
        assertThat(Namespaces.canonical(CANONICAL)).isSameAs(CANONICAL);
    }

    @Test
    void anotherPrefixBecomesLibvirts() {
        assertThat(canonical("<domain xmlns:q='" + QEMU + "'><q:commandline><q:arg value='-s'/></q:commandline></domain>")
                        .withoutAttribute("xmlns:q"))
                .isEqualTo(CANONICAL);
    }

    @Test
    void soDoesADefaultNamespace() {
        assertThat(canonical("<domain><commandline xmlns='" + QEMU + "'><arg value='-s'/></commandline></domain>"))
                .isEqualTo(CANONICAL);
    }

    @Test
    void whatIsInTheMetadataIsItsOwners() {
        Element domain = XmlSource.parse("<domain xmlns:q='" + QEMU + "'><metadata><q:x/></metadata></domain>", "x");
        assertThat(Namespaces.canonical(domain)).isSameAs(domain);
    }

    @Test
    void othersNamespacesAreNotTouched() {
        Element domain = XmlSource.parse("<domain><a:b xmlns:a='urn:a'/></domain>", "x");
        assertThat(Namespaces.canonical(domain)).isSameAs(domain);
    }
}

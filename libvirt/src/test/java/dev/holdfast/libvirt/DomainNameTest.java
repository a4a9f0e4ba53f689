package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    private static Element named(String name) {
        return Element.of("domain").plus(Element.of("name").withText(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm", " ", "...", "ä b", ".vm"})
    void acceptsWhatLibvirtDoes(String name) {
        assertThatCode(() -> DomainName.check(named(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a\nb", ".", ".."})
    void rejectsWhatLibvirtCannotStore(String name) {
        assertThatThrownBy(() -> DomainName.check(named(name)))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining(name.isEmpty() ? "Give the VM a name" : "Give the VM another name");
    }

    @Test
    void countsBytes() {
        assertThatCode(() -> DomainName.check(named("x".repeat(246)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> DomainName.check(named("ä".repeat(124)))).hasMessageContaining("248 bytes");
    }

    @Test
    void aDomainWithoutNameHasNone() {
        assertThatThrownBy(() -> DomainName.check(Element.of("domain"))).hasMessageContaining("no name");
    }
}

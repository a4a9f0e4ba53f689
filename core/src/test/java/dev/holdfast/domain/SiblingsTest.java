package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SiblingsTest {

    /** The pairs as text, in the order of the first one's children. */
    private static List<String> pairs(String one, String other) {
        Element first = XmlSource.parse("<x>" + one + "</x>", "x");
        Siblings pairs = Siblings.pair(first, XmlSource.parse("<x>" + other + "</x>", "x"));
        return first.elements().stream()
                .map(child -> print(child) + " = " + (pairs.get(child) == null ? "-" : print(pairs.get(child))))
                .toList();
    }

    private static String print(Element element) {
        return element.name() + element.attributes().values();
    }

    @Test
    void theirKeysTellThemApartWhateverTheirOrder() {
        assertThat(pairs("<timer name='rtc'/><timer name='pit'/>", "<timer name='pit'/><timer name='rtc'/>"))
                .containsExactly("timer[rtc] = timer[rtc]", "timer[pit] = timer[pit]");
    }

    @Test
    void anotherKeyIsAnotherElement() {
        assertThat(pairs("<timer name='rtc'/>", "<timer name='hpet'/>")).containsExactly("timer[rtc] = -");
    }

    @Test
    void theOthersGoByTheirOrder() {
        assertThat(pairs("<host n='1'/><host n='2'/><host n='3'/>", "<host n='a'/><host n='b'/>"))
                .containsExactly("host[1] = host[a]", "host[2] = host[b]", "host[3] = -");
    }

    @Test
    void whereOneSideLeavesItsKeysOutTheirOrderTells() {
        assertThat(pairs("<cell/><cell/>", "<cell id='0'/><cell id='1'/>"))
                .containsExactly("cell[] = cell[0]", "cell[] = cell[1]");
        assertThat(pairs("<cell/>", "<cell id='0'/><cell id='1'/>")).containsExactly("cell[] = -");
    }

    @Test
    void nothingHasNoCounterpart() {
        Element child = Element.of("a");
        assertThat(Siblings.pair(Element.of("x").plus(child), null).get(child)).isNull();
        assertThat(pairs("<a/>", "")).containsExactly("a[] = -");
    }
}

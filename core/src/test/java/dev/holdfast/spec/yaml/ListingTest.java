package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One more of what stands alone below a key that can't be said in another way. */
class ListingTest {

    private static final Element ENTRY = XmlSource.parse("<entry name='b'>B</entry>", "x");

    private static UnaryOperator<Element> sysinfo(UnaryOperator<Element> change) {
        return domain -> domain.mapChild("sysinfo", change);
    }

    private static String taken(String text, UnaryOperator<Element> drift) {
        Drifting.Outcome outcome = Drifting.outside(drift).takenOver(text);
        Element now = new YamlLens().read("vm.yaml", outcome.text()).domain();
        assertThat(Canonical.of(now)).as(outcome.text()).isEqualTo(Canonical.of(outcome.complete()));
        assertThat(Drifting.of(device -> device).takenOver(outcome.text()).text()).isEqualTo(outcome.text());
        return outcome.text();
    }

    /** With another entry. */
    private static String listed(String text) {
        return taken(text, sysinfo(info -> info.plus(ENTRY)));
    }

    @Test
    void aBlockGetsADashWhereItWasSetIn() {
        assertThat(listed("""
                sysinfo:
                  entry: x
                  # mine
                  <entry>:   # the one
                    # its name
                    name: a  # a
                    text: A
                    # below
                title: x
                """)).isEqualTo("""
                sysinfo:
                  entry: x
                  # mine
                  <entry>:   # the one
                    # its name
                  - name: a  # a
                    text: A
                    # below
                  - name: b
                    text: B
                title: x
                """);
    }

    @Test
    void furtherInWhereThereIsRoom() {
        assertThat(listed("sysinfo:\n    entry: x\n    <entry>:\n        name: a\n        text: A\n"))
                .isEqualTo("sysinfo:\n    entry: x\n    <entry>:\n      - name: a\n        text: A\n      - name: b\n        text: B\n");
    }

    @Test
    void onALineOfItsOwnWhereThereIsNone() {
        assertThat(listed("sysinfo:\n entry: x\n <entry>:\n  name: a\n  text: A\n"))
                .isEqualTo("sysinfo:\n entry: x\n <entry>:\n -\n  name: a\n  text: A\n - name: b\n   text: B\n");
    }

    @Test
    void aSingleValueGetsALineBelowItsKey() {
        assertThat(listed("sysinfo:\n  entry: x\n  <entry>: A  # one\ntitle: x"))
                .isEqualTo("sysinfo:\n  entry: x\n  <entry>:\n  - A  # one\n  - name: b\n    text: B\ntitle: x");
        assertThat(listed("sysinfo:\n  entry: x\n  <entry>: |\n    A\n    C\n"))
                .isEqualTo("sysinfo:\n  entry: x\n  <entry>:\n  - |\n    A\n    C\n  - name: b\n    text: B\n");
        assertThat(listed("sysinfo:\n  entry: x\n  <entry>: 'A\n   C'\n"))
                .isEqualTo("sysinfo:\n  entry: x\n  <entry>:\n  - 'A\n   C'\n  - name: b\n    text: B\n");
    }

    @Test
    void bracesGetBrackets() {
        assertThat(listed("sysinfo:\n  entry: x\n  <entry>: {name: a, text: A}  # one\n"))
                .isEqualTo("sysinfo:\n  entry: x\n  <entry>: [{name: a, text: A}, {name: b, text: B}]  # one\n");
        assertThat(listed("sysinfo: {entry: x, <entry>: A}\n"))
                .isEqualTo("sysinfo: {entry: x, <entry>: [A, {name: b, text: B}]}\n");
        assertThat(listed("{\"sysinfo\": {\"entry\": \"x\", \"<entry>\": {\"name\": \"a\"}}}\n"))
                .isEqualTo("{\"sysinfo\": {\"entry\": \"x\", \"<entry>\": [{\"name\": \"a\"}, {\"name\": \"b\", \"text\": \"B\"}]}}\n");
    }

    @Test
    void theOneChangesAsWell() {
        String text = "sysinfo:\n  entry: x\n  <entry>:\n    name: a\n    file: f\n    text: A\n";
        assertThat(taken(text, sysinfo(info -> info.without("entry")
                        .plus(XmlSource.parse("<entry name='a' file='g' c='d'>C</entry>", "x"))
                        .plus(ENTRY))))
                .isEqualTo("sysinfo:\n  entry: x\n  <entry>:\n  - name: a\n    file: g\n    text: C\n    c: d\n  - name: b\n    text: B\n");
        assertThat(taken("sysinfo:\n  entry: x\n  <entry>: A\n", sysinfo(info -> info.without("entry")
                        .plus(Element.of("entry").withText("C"))
                        .plus(Element.of("entry").withText("D")))))
                .isEqualTo("sysinfo:\n  entry: x\n  <entry>:\n  - C\n  - D\n");
        assertThat(taken("sysinfo: {entry: x, <entry>: A}\n", sysinfo(info -> info.without("entry")
                        .plus(Element.of("entry").withText("C"))
                        .plus(Element.of("entry").withText("D")))))
                .isEqualTo("sysinfo: {entry: x, <entry>: [C, D]}\n");
    }

    @Test
    void theOneLosesItsFirstLine() {
        assertThat(taken("sysinfo:\n  x: y\n  <x>:\n    a: b\n    c: d\n", sysinfo(info -> info.without("x")
                        .plus(Element.of("x", "c", "d"))
                        .plus(Element.of("x", "e", "f")))))
                .isEqualTo("sysinfo:\n  x: y\n  <x>:\n  - c: d\n  - e: f\n");
    }

    @Test
    void theOneLosesAllThatItSaid() {
        assertThat(taken("sysinfo:\n  x: y\n  <x>:\n    a: b\ntitle: x\n", sysinfo(info -> info.without("x")
                        .plus(Element.of("x"))
                        .plus(Element.of("x", "e", "f")))))
                .isEqualTo("sysinfo:\n  x: y\n  <x>:\n  - {}\n  - e: f\ntitle: x\n");
    }

    @Test
    void anotherKeyThatIsFreeComesFirst() {
        assertThat(listed("sysinfo:\n  <entry>:\n    name: a\n"))
                .isEqualTo("sysinfo:\n  <entry>:\n    name: a\n  entry:\n    name: b\n    text: B\n");
        assertThat(listed("sysinfo:\n  entry:\n    name: a\n"))
                .isEqualTo("sysinfo:\n  entry:\n    name: a\n  <entry>:\n    name: b\n    text: B\n");
        assertThat(listed("sysinfo:\n  entry:\n    name: a\n  <entry>:\n    name: c\n"))
                .isEqualTo("sysinfo:\n  entry:\n    name: a\n  <entry>:\n  - name: c\n  - name: b\n    text: B\n");
    }

    @Test
    void whatIsSharedIsNotTorn() {
        String text = "sysinfo:\n  entry: x\n  <entry>: &e\n    name: a\n    text: A\nmetadata:\n  entry: y\n  <entry>: *e\n";
        assertThatThrownBy(() -> listed(text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("has no place left for another entry");
        assertThat(taken(text, domain -> domain.mapChild("metadata", data -> data.plus(ENTRY))))
                .isEqualTo(text.replace(" *e\n", "\n  - *e\n  - name: b\n    text: B\n"));
    }
}

package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.XmlSource.Span;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.UnusableInputException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class XmlSourceTest {

    private static Element root(String text) {
        return XmlSource.read(text, "vm.xml").root();
    }

    /** The text of each part of an element's span: start tag, content, whole. */
    private static String[] parts(XmlSource source, Element element) {
        Span span = source.spans().get(element);
        String text = source.text();
        return new String[] {
            text.substring(span.start(), span.tagEnd()),
            text.substring(span.tagEnd(), span.endTag()),
            text.substring(span.start(), span.end())
        };
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> XmlSource.read(text, "vm.xml"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void knowsTheLineAndColumnOfEveryElement() {
        Element domain = root("<?xml version='1.0'?>\n<domain>\n  <name>a</name><uuid/>\n</domain>\n");
        assertThat(domain.place()).isEqualTo(new Place("vm.xml", 2, 1));
        assertThat(domain.child("name").place()).hasToString("vm.xml:3:3");
        assertThat(domain.child("uuid").place()).hasToString("vm.xml:3:17");
    }

    @Test
    void knowsWhereTagsBeginAndEnd() {
        XmlSource source = XmlSource.read("<a>\n <b x='>' y=\"'\"\n  z='/' >t</b >\n <c />\n</a>", "vm.xml");
        assertThat(parts(source, source.root().child("b")))
                .containsExactly("<b x='>' y=\"'\"\n  z='/' >", "t", "<b x='>' y=\"'\"\n  z='/' >t</b >");
        assertThat(parts(source, source.root().child("c"))).containsExactly("<c />", "", "<c />");
        assertThat(parts(source, source.root())[2]).isEqualTo(source.text());
    }

    @Test
    void knowsItWhateverEndsTheLinesAndHoweverLongTheText() {
        String filler = "<!-- " + "x".repeat(9_000) + " -->\r\n";
        XmlSource source = XmlSource.read("\ufeff<a>\r\n" + filler + "\t<b\r\n\tx='1'>\ud83d\ude80</b>\r\n</a>", "vm.xml");
        assertThat(parts(source, source.root().child("b"))[2]).isEqualTo("<b\r\n\tx='1'>\ud83d\ude80</b>");
        assertThat(source.root().child("b").place()).isEqualTo(new Place("vm.xml", 3, 2));
    }

    @Property(tries = 80)
    void everySpanHoldsItsElement(@ForAll("trees") Element tree) {
        XmlSource source = XmlSource.read(DomainXml.write(tree), "x");
        source.spans().forEach((element, span) -> {
            assertThat(source.text().startsWith("<" + element.name(), span.start())).isTrue();
            assertThat(source.text().charAt(span.tagEnd() - 1)).isEqualTo('>');
            assertThat(source.text().charAt(span.end() - 1)).isEqualTo('>');
        });
    }

    @Provide
    Arbitrary<Element> trees() {
        return Trees.elements();
    }

    @Test
    void readsXmlsOwnEntitiesAndNumbers() {
        Element element = root("<a b='&lt;&apos;&#10;'>&amp;&quot;&#x1F680;</a>");
        assertThat(element.attribute("b")).isEqualTo("<'\n");
        assertThat(element.text()).isEqualTo("&\"\ud83d\ude80");
    }

    @Test
    void takesCdataForText() {
        assertThat(root("<a>x<![CDATA[<b>&]]>y</a>").children()).containsExactly(new Text("x<b>&y"));
    }

    @Test
    void aCommentAmidATextMakesNoTwoTexts() {
        assertThat(root("<a>one<!-- c --> <?p i?>two</a>").children()).containsExactly(new Text("one two"));
    }

    @Test
    void forgetsWhiteSpaceBetweenElementsAndNoOther() {
        Element element = root("<a>\n  <b>  t  </b>\n  <c>\n  </c>\n</a>");
        assertThat(element).isEqualTo(Element.of("a").plus(Element.of("b").withText("  t  ")).plus(Element.of("c")));
    }

    @Test
    void namesStayAsWrittenPrefixAndDeclarationIncluded() {
        Element element = root("<a xmlns='urn:a' xmlns:q='urn:q'><q:b q:c='1'/></a>");
        assertThat(element.attributes()).containsEntry("xmlns", "urn:a").containsEntry("xmlns:q", "urn:q");
        assertThat(element.child("q:b").attribute("q:c")).isEqualTo("1");
    }

    @Test
    void anUndeclaredPrefixIsTheDomainsBusiness() {
        assertThat(root("<a><q:b/></a>").child("q:b")).isNotNull();
    }

    @Test
    void refusesADtd() {
        refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<a>&x;</a>", "vm.xml:1:1: The document has a DTD");
        refused("<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'>\n<a/>", "vm.xml:1:1: The document has a DTD");
    }

    @Test
    void refusesEntitiesOfOthers() {
        refused("<a>\n  &nbsp;</a>", "vm.xml:2:");
        refused("<a b='&nbsp;'/>", "vm.xml:1:");
        assertThatThrownBy(() -> root("<a>&nbsp;</a>")).hasMessageContaining("&lt;");
    }

    @Test
    void saysWhereTextIsNoXml() {
        refused("<a>\n  <b>\n</a>", "vm.xml:3:3: Not well-formed XML: ");
        refused("<a x='1' x='2'/>", "vm.xml:1:");
        refused("<a", "vm.xml:1:");
        refused("<a/><b/>", "vm.xml:1:");
        refused("<a>\u0001</a>", "vm.xml:1:");
        refused("", "vm.xml");
        refused("<!-- nothing -->", "vm.xml");
    }

    @Test
    void aMessageIsOneLine() {
        assertThatThrownBy(() -> root("<a>\n<b></c></a>"))
                .isInstanceOfSatisfying(UnusableInputException.class, e -> assertThat(e.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.what()).doesNotContain("\n")));
    }

    @Test
    void refusesTooDeep() {
        String deepest = "<a>".repeat(Limits.DEPTH) + "</a>".repeat(Limits.DEPTH);
        assertThat(root(deepest)).isNotNull();
        refused("<a>" + deepest + "</a>", "vm.xml:1:");
        assertThatThrownBy(() -> root("<a>" + deepest + "</a>")).hasMessageContaining("deeper than 64 levels");
    }

    @Test
    void refusesTooLong() {
        refused("<a>" + " ".repeat(Limits.CHARACTERS) + "</a>", "vm.xml: The document has 4194311 characters");
    }

    @Test
    void refusesTooManyElements() {
        assertThatThrownBy(() -> root("<a>" + "<b/>".repeat(Limits.NODES) + "</a>"))
                .hasMessageContaining("more than 200000 elements");
    }
}

package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DomainXmlTest {

    @Test
    void writesAsLibvirtDoes() {
        Element disk = Element.of("disk", "type", "file")
                .plus(Element.of("source", "file", "/a b.img"))
                .plus(Element.of("serial").withText("S1"))
                .plus(Element.of("readonly"));
        assertThat(DomainXml.write(disk)).isEqualTo("""
                <disk type='file'>
                  <source file='/a b.img'/>
                  <serial>S1</serial>
                  <readonly/>
                </disk>
                """);
    }

    @Test
    void indentsEveryLineWhereAsked() {
        assertThat(DomainXml.block(Element.of("a").plus(Element.of("b")), "\t") + "\n")
                .isEqualTo("\t<a>\n\t  <b/>\n\t</a>\n");
    }

    @Test
    void escapesWhatAnAttributeCantHold() {
        assertThat(DomainXml.escapeAttribute("<&>'\"\n\t\r")).isEqualTo("&lt;&amp;&gt;&apos;\"&#10;&#9;&#13;");
    }

    @Test
    void escapesWhatTextCantHold() {
        assertThat(DomainXml.escapeText("<&>'\"\n\t\r")).isEqualTo("&lt;&amp;&gt;'\"\n\t&#13;");
    }

    @Test
    void leavesMixedContentOnItsLine() {
        Element mixed = Element.of("description").plus(new Text("a ")).plus(Element.of("b")).plus(new Text(" c"));
        assertThat(DomainXml.write(mixed)).isEqualTo("<description>a <b/> c</description>\n");
    }

    @Property(tries = 120)
    void whatIsWrittenReadsBackTheSame(@ForAll("trees") Element tree) {
        assertThat(XmlSource.parse(DomainXml.write(tree), "x")).isEqualTo(tree);
    }

    @Property(tries = 60)
    void whateverTheIndentation(@ForAll("trees") Element tree) {
        assertThat(XmlSource.read(DomainXml.block(tree, "      "), "x").root()).isEqualTo(tree);
    }

    @Provide
    Arbitrary<Element> trees() {
        return Trees.elements();
    }
}

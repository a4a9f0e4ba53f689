package dev.holdfast.spec.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Trees;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What was added, written into the owner's XML: every character that was there stays. */
class XmlReflectTest {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    /** The devices of one kind become those of the same kind, in order. */
    private static Map<Element, Element> partners(Element spec, Element complete) {
        Map<Element, Element> partners = new IdentityHashMap<>();
        List<Element> left = new ArrayList<>(DeviceKinds.in(complete));
        for (Element device : DeviceKinds.in(spec)) {
            left.stream().filter(other -> other.name().equals(device.name())).findFirst().ifPresent(other -> {
                partners.put(device, other);
                left.removeIf(same -> same == other);
            });
        }
        return partners;
    }

    private static String reflect(String text, Element complete) {
        Lens.Source source = new XmlLens().read("vm.xml", text);
        String reflected = source.reflect(new Reflection(complete, partners(source.domain(), complete)));
        Lens.Source again = new XmlLens().read("vm.xml", reflected);
        assertThat(again.reflect(new Reflection(complete, partners(again.domain(), complete))))
                .as("reflecting the same once more")
                .isEqualTo(reflected);
        assertThat(comments(reflected)).isEqualTo(comments(text));
        return reflected;
    }

    private static String reflect(String text, String complete) {
        return reflect(text, XmlSource.parse(complete, "complete"));
    }

    private static List<String> comments(String text) {
        return COMMENT.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void nothingAddedIsTheSameText() {
        String text = "<domain  type = \"kvm\" >\r\n\t<memory unit='GiB' >1</memory>\n<!-- x --><devices/></domain> ";
        assertThat(reflect(text, "<domain type='kvm'><memory unit='GiB'>1</memory><devices/></domain>")).isEqualTo(text);
    }

    @Test
    void anElementComesBehindTheOneBeforeIt() {
        assertThat(reflect(
                        """
                        <domain>
                          <name>vm</name>   <!-- ours -->
                          <!-- about memory -->
                          <memory>1</memory>
                        </domain>
                        """,
                        "<domain><name>vm</name><uuid>u</uuid><memory>1</memory><vcpu>1</vcpu></domain>"))
                .isEqualTo("""
                        <domain>
                          <name>vm</name>   <!-- ours -->
                          <uuid>u</uuid>
                          <!-- about memory -->
                          <memory>1</memory>
                          <vcpu>1</vcpu>
                        </domain>
                        """);
    }

    @Test
    void theFirstComesBehindTheStartTag() {
        assertThat(reflect("<domain>\n    <memory>1</memory>\n</domain>", "<domain><uuid>u</uuid><memory>1</memory></domain>"))
                .isEqualTo("<domain>\n    <uuid>u</uuid>\n    <memory>1</memory>\n</domain>");
    }

    @Test
    void anAttributeComesBehindTheLastOne() {
        String disk = "<domain><devices><disk type='file' device='disk'><target dev='a' bus='b'/></disk></devices></domain>";
        assertThat(reflect("<domain><devices><disk type=\"file\" ><target\n dev=\"a\"\n /></disk></devices></domain>", disk))
                .isEqualTo("<domain><devices><disk type=\"file\" device='disk' ><target\n dev=\"a\" bus='b'\n /></disk></devices></domain>");
    }

    @Test
    void anEmptyElementOpensForWhatItHolds() {
        assertThat(reflect("<domain>\n  <os/>\n  <devices />\n</domain>", "<domain><os><type>hvm</type></os>"
                        + "<devices><rng model='virtio'/></devices></domain>"))
                .isEqualTo("""
                        <domain>
                          <os>
                            <type>hvm</type>
                          </os>
                          <devices >
                            <rng model='virtio'/>
                          </devices>
                        </domain>""");
        assertThat(reflect("<domain>\n  <devices>\n  </devices>\n</domain>", "<domain><devices><rng/></devices></domain>"))
                .isEqualTo("<domain>\n  <devices>\n    <rng/>\n  </devices>\n</domain>");
        assertThat(reflect("<domain><uuid/></domain>", "<domain><uuid>u</uuid></domain>"))
                .isEqualTo("<domain><uuid>u</uuid></domain>");
    }

    @Test
    void aCommentInAnElementThatIsEmptyElseStays() {
        assertThat(reflect("<domain>\n  <devices>\n    <!-- none yet -->\n  </devices>\n</domain>", "<domain><devices><rng/></devices></domain>"))
                .isEqualTo("<domain>\n  <devices>\n    <!-- none yet -->\n    <rng/>\n  </devices>\n</domain>");
        assertThat(reflect("<domain><uuid><!-- libvirt's --></uuid></domain>", "<domain><uuid>u</uuid></domain>"))
                .isEqualTo("<domain><uuid><!-- libvirt's -->u</uuid></domain>");
    }

    @Test
    void aDocumentOfOneLineIsStillOne() {
        assertThat(XmlSource.parse(
                        reflect("<domain><devices><disk/></devices></domain>", "<domain><uuid>u</uuid><devices><disk type='file'/><rng/></devices></domain>"),
                        "x"))
                .isEqualTo(XmlSource.parse(
                        "<domain><uuid>u</uuid><devices><disk type='file'/><rng/></devices></domain>", "x"));
    }

    @Test
    void lineBreaksAndTabsAreTheOwners() {
        assertThat(reflect("<domain>\r\n\t<devices>\r\n\t\t<rng/>\r\n\t</devices>\r\n</domain>\r\n", "<domain><devices><rng>"
                        + "<backend model='random'/></rng><tpm><backend type='emulator'/></tpm></devices></domain>"))
                .isEqualTo("<domain>\r\n\t<devices>\r\n\t\t<rng>\r\n\t\t  <backend model='random'/>\r\n\t\t</rng>\r\n"
                        + "\t\t<tpm>\r\n\t\t  <backend type='emulator'/>\r\n\t\t</tpm>\r\n\t</devices>\r\n</domain>\r\n");
    }

    @Test
    void aMachinesNameGivesWayToWhatItStandsForAndNothingElseDoes() {
        assertThat(reflect(
                        "<domain>\n  <os><type machine = \"q35\" arch='x86_64'>hvm</type></os>\n  <memory unit='GiB'>1</memory>\n</domain>",
                        "<domain><os><type machine='pc-q35-9.0' arch='x86_64'>hvm</type></os><memory unit='KiB'>1048576</memory></domain>"))
                .isEqualTo("<domain>\n  <os><type machine = \"pc-q35-9.0\" arch='x86_64'>hvm</type></os>\n  <memory unit='GiB'>1</memory>\n</domain>");
    }

    @Test
    void anAttributeWhoseNameEndsLikeAnotherIsNotTakenForIt() {
        assertThat(reflect(
                        "<domain><os><type xmachine='q35' machine='q35'>hvm</type></os></domain>",
                        "<domain><os><type xmachine='q35' machine='pc-q35-9.0'>hvm</type></os></domain>"))
                .contains("xmachine='q35' machine='pc-q35-9.0'");
    }

    @Test
    void eachDeviceGetsWhatIsItsOwn() {
        assertThat(reflect(
                        """
                        <domain>
                          <devices>
                            <!-- root -->
                            <disk><target dev='vda'/></disk>
                            <!-- data -->
                            <disk>
                              <target dev='vdb'/>
                            </disk>
                          </devices>
                        </domain>
                        """,
                        "<domain><devices><emulator>/q</emulator><disk><target dev='vda'/><address slot='1'/></disk>"
                                + "<disk><target dev='vdb'/><address slot='2'/></disk><controller type='pci'/></devices></domain>"))
                .isEqualTo("""
                        <domain>
                          <devices>
                            <emulator>/q</emulator>
                            <!-- root -->
                            <disk><target dev='vda'/>
                              <address slot='1'/></disk>
                            <!-- data -->
                            <disk>
                              <target dev='vdb'/>
                              <address slot='2'/>
                            </disk>
                            <controller type='pci'/>
                          </devices>
                        </domain>
                        """);
    }

    @Test
    void anElementUnderAnotherPrefixIsThereAlready() {
        String q = "<domain xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:commandline><q:arg value='-s'/></q:commandline></domain>";
        assertThat(reflect(q, "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>"
                        + "<qemu:commandline><qemu:arg value='-s'/></qemu:commandline></domain>"))
                .isEqualTo(q);
    }

    /** A random whole, and the same with some of it left out, laid out as some owner might. */
    record Partial(String text, Element complete) {}

    @Property(tries = 200)
    void reflectingTheWholeIntoAPartMakesItTheWhole(@ForAll("partials") Partial partial) {
        String reflected = reflect(partial.text(), partial.complete());
        assertThat(isWithin(partial.text(), reflected)).as(reflected).isTrue();
        assertThat(XmlSource.parse(reflected, "x")).isEqualTo(partial.complete());
    }

    /** True where one text is another with some characters put in between: nothing of it was taken away or moved. */
    private static boolean isWithin(String text, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < text.length(); i++) {
            at += whole.charAt(i) == text.charAt(at) ? 1 : 0;
        }
        return at == text.length();
    }

    @Provide
    Arbitrary<Partial> partials() {
        Arbitrary<Element> trees = Trees.elements().filter(tree -> !hasTwins(tree));
        Arbitrary<Element> outside = trees;
        Arbitrary<List<Element>> devices = trees.list().ofMaxSize(3).uniqueElements(Element::name);
        return Combinators.combine(outside, devices, Arbitraries.longs()).as((tree, list, seed) -> {
            Element complete = Element.of("domain", tree.attributes(), List.of(tree), null)
                    .plus(Element.of("devices").withChildren(list));
            Random random = new Random(seed);
            return new Partial(laidOut(without(complete, random, true), random), complete);
        });
    }

    /** Siblings of one name go by their order; of a part, nobody can tell which is left. */
    private static boolean hasTwins(Element element) {
        List<String> names = element.elements().stream().map(Element::name).toList();
        return names.stream().distinct().count() < names.size() || element.elements().stream().anyMatch(XmlReflectTest::hasTwins);
    }

    private static Element without(Element element, Random random, boolean kept) {
        Element part = element;
        for (String name : element.attributes().keySet()) {
            part = random.nextInt(3) == 0 ? part.withoutAttribute(name) : part;
        }
        if (element.isMixed()) {
            return part;
        }
        if (element.elements().isEmpty()) {
            return !kept && random.nextInt(3) == 0 ? part.withText("") : part;
        }
        List<Element> children = new ArrayList<>();
        for (Element child : element.elements()) {
            if (random.nextInt(3) > 0) {
                children.add(without(child, random, false));
            }
        }
        return part.withChildren(children);
    }

    static String laidOut(Element element, Random random) {
        String text = DomainXml.write(element);
        StringBuilder out = new StringBuilder();
        boolean afterTag = true;
        for (String line : text.split("(?<=\n)")) {
            String bare = line.strip();
            // Only between tags on lines of their own: elsewhere it might be a text that is one line longer.
            boolean own = afterTag && bare.matches("<[^<>]*/?>");
            afterTag = line.endsWith(">\n");
            if (own && random.nextInt(4) == 0) {
                out.append("  <!-- ").append(random.nextInt(100)).append(" -->\n");
            }
            out.append(line);
        }
        return random.nextInt(3) == 0 && !element.toString().contains("\r") ? out.toString().replace(">\n", ">\r\n") : out.toString();
    }
}

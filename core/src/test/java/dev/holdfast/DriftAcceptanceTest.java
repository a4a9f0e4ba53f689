package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What was changed in libvirt behind a spec's back, accepted: spec and lock say it, and nobody's edit is lost. */
class DriftAcceptanceTest {

    private static final String XML = """
            <domain type='qemu'>
              <name>vm</name>
              <memory unit='GiB'>1</memory>
              <os><type machine='q35'>hvm</type></os>
              <cpu>
                <model>qemu64</model>
                <feature policy='require' name='aes'/>
                <feature policy='require' name='svm'/>
              </cpu>
              <clock offset='utc'>
                <timer name='rtc' tickpolicy='catchup'/>
              </clock>
              <devices>
                <disk type='file'>
                  <source file='/root.img'/>
                  <target dev='vda'/>
                </disk>
                <interface type='user'/>
              </devices>
            </domain>
            """;

    private static final String YAML = """
            memory: 1 GiB
            machine: q35
            cpu:
              model: qemu64
              feature:
              - {policy: require, name: aes}
              - {policy: require, name: svm}
            clock:
              offset: utc
              timer:
                name: rtc
                tickpolicy: catchup
            devices:
              disks:
              - image: /root.img
                target: vda
              interfaces:
              - type: user
            """;

    private static final List<Spec> SPECS = List.of(Spec.parse("vm.xml", XML), Spec.parse("vm.yaml", YAML));

    /** A libvirt that has a word of its own to say in front of its owner's. */
    private static final class Wordy extends ToyHost {

        Wordy() {
            super(HoldfastTest.OLD);
        }

        @Override
        public Element complete(Element partial) {
            return super.complete(inFront(inFront(partial, "clock", "timer", "hpet"), "cpu", "feature", "x2apic"));
        }

        private static Element inFront(Element domain, String parent, String name, String key) {
            return domain.mapChild(parent, holder -> {
                if (holder.elements(name).stream().anyMatch(child -> key.equals(child.attribute("name")))) {
                    return holder;
                }
                List<Element> children = new ArrayList<>(holder.elements());
                children.addFirst(Element.of(name, "name", key));
                return holder.withChildren(children);
            });
        }
    }

    private final ToyHost host = new Wordy();

    private Applied apply(Spec spec, Lock lock) {
        return Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, Drift.ACCEPT);
    }

    /** Applies, changes the definition as someone with virsh does, and accepts that. */
    private String accepted(Spec spec, UnaryOperator<Element> drift) {
        return accepted(spec, spec, drift);
    }

    /** The same with an edit of the spec in between. */
    private String accepted(Spec spec, Spec edited, UnaryOperator<Element> drift) {
        Lock lock = Holdfast.apply(spec, null, host, AbiChanges.REFUSE, Drift.REFUSE)
                .completion()
                .lock();
        host.edit("vm", drift);
        Element definition = host.definition("vm").orElseThrow();
        Applied accepted;
        try {
            accepted = apply(edited, lock);
            assertThat(Holdfast.diff(accepted.spec(), accepted.completion().lock(), host).changes()).isEmpty();
            if (spec == edited) {
                assertThat(accepted.how()).isEqualTo(Applied.How.UNCHANGED);
                checkUntouched(definition, accepted);
            }
        } finally {
            host.edit("vm", domain -> domain.mapChild("name", name -> name.withText("gone")));
        }
        return accepted.spec().text();
    }

    /** It is as it was; where it holds secrets, which only the mark's digest tells, with the mark of the spec as it is now. */
    private void checkUntouched(Element definition, Applied accepted) {
        Element now = host.definition("vm").orElseThrow();
        AppliedMark mark = AppliedMark.in(definition).orElseThrow();
        if (accepted.completion().lock().devices().stream().noneMatch(Unsealed::isNeeded)) {
            assertThat(now).isEqualTo(definition);
        } else {
            assertThat(AppliedMark.without(now)).isEqualTo(AppliedMark.without(definition));
            assertThat(AppliedMark.in(now)).contains(AppliedMark.of(mark.generation(), accepted.spec()));
        }
    }

    private static UnaryOperator<Element> device(String kind, UnaryOperator<Element> change) {
        return domain -> DeviceKinds.replaceIn(domain, DeviceKinds.in(domain).stream()
                .map(device -> device.name().equals(kind) ? change.apply(device) : device)
                .toList());
    }

    private static UnaryOperator<Element> with(String device) {
        return domain -> domain.mapChild("devices", devices -> devices.plus(XmlSource.parse(device, "x")));
    }

    private static Element replaced(Element parent, String name, String key, Element... by) {
        List<Element> children = new ArrayList<>();
        for (Element child : parent.elements()) {
            if (child.name().equals(name) && key.equals(child.attribute("name"))) {
                children.addAll(List.of(by));
            } else {
                children.add(child);
            }
        }
        return parent.withChildren(children);
    }

    private static Spec edited(Spec spec, String old, String by) {
        assertThat(spec.text()).contains(old);
        return Spec.parse(spec.file(), spec.text().replace(old, by));
    }

    @Test
    void anElementThatWasReplacedIsReplacedWhateverItsNumber() {
        for (Spec spec : SPECS) {
            String text = accepted(spec, domain -> domain.mapChild(
                    "clock", clock -> replaced(clock, "timer", "rtc", Element.of("timer", "name", "pit"))));
            assertThat(text).contains("pit").doesNotContain("rtc", "catchup", "hpet");
        }
    }

    @Test
    void anElementThatWasRemovedIsRemovedWhateverItsNumber() {
        for (Spec spec : SPECS) {
            String text = accepted(
                    spec, domain -> domain.mapChild("cpu", cpu -> replaced(cpu, "feature", "svm")));
            assertThat(text).contains("aes").doesNotContain("svm", "x2apic");
        }
    }

    @Test
    void anElementThatWasChangedIsChangedWhateverItsNumber() {
        for (Spec spec : SPECS) {
            String text = accepted(spec, domain -> domain.mapChild(
                    "cpu", cpu -> replaced(cpu, "feature", "aes", Element.of("feature", "policy", "disable", "name", "aes"))));
            assertThat(text).containsOnlyOnce("disable").doesNotContain("x2apic");
        }
    }

    @Test
    void whatOnlyLibvirtHadIsTakenWhereItChanged() {
        for (Spec spec : SPECS) {
            String text = accepted(spec, domain -> domain.mapChild(
                    "clock", clock -> replaced(clock, "timer", "hpet", Element.of("timer", "name", "hpet", "present", "no"))));
            assertThat(text).contains("hpet", "rtc", "catchup");
        }
    }

    @Test
    void whatBothChangedIsRefusedWithBothValues() {
        for (Spec spec : SPECS) {
            assertThatThrownBy(() -> accepted(
                            spec,
                            edited(spec, "/root.img", "/mine.img"),
                            device("disk", d -> d.mapChild("source", s -> s.withAttribute("file", "/theirs.img")))))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("disk-vda: disk/source@file")
                    .hasMessageContaining("/root.img is /mine.img in the spec and /theirs.img in libvirt")
                    .hasMessageContaining("Make the two the same");
            assertThatThrownBy(() -> accepted(
                            spec,
                            edited(spec, "offset", "x"),
                            domain -> domain.mapChild("clock", clock -> clock.withAttribute("offset", "localtime"))))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("utc is nothing in the spec and localtime in libvirt");
        }
    }

    @Test
    void whatBothChangedToTheSameIsAccepted() {
        for (Spec spec : SPECS) {
            String text = accepted(
                    spec,
                    edited(spec, "/root.img", "/new.img"),
                    device("disk", d -> d.mapChild("source", s -> s.withAttribute("file", "/new.img"))));
            assertThat(text).isEqualTo(spec.text().replace("/root.img", "/new.img"));
        }
    }

    @Test
    void anEditOfWhatWasRemovedInLibvirtIsNotLost() {
        for (Spec spec : SPECS) {
            assertThatThrownBy(() -> accepted(
                            spec,
                            edited(spec, "/root.img", "/mine.img"),
                            domain -> DeviceKinds.replaceIn(domain, DeviceKinds.in(domain).stream()
                                    .filter(device -> !device.name().equals("disk"))
                                    .toList())))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("is /mine.img in the spec and nothing in libvirt");
        }
    }

    @Test
    void anEditOfSomethingElseIsAppliedWithTheDrift() {
        for (Spec spec : SPECS) {
            String text = accepted(
                    spec,
                    edited(spec, "/root.img", "/mine.img"),
                    domain -> domain.mapChild("clock", clock -> clock.withAttribute("offset", "localtime")));
            assertThat(text).contains("/mine.img", "localtime");
        }
    }

    @Test
    void whatWasChangedOfTheHostsPartIsNotLost() {
        for (Spec spec : SPECS) {
            String text = accepted(spec, domain -> domain.plus(XmlSource.parse(
                            "<cputune><vcpupin vcpu='0' cpuset='0'/></cputune>", "x"))
                    .mapChild("metadata", metadata -> metadata.plus(XmlSource.parse("<a:b xmlns:a='urn:a'>c</a:b>", "x"))));
            assertThat(text).contains("cputune", "cpuset", "urn:a").doesNotContain("emulator", "holdfast:applied");
        }
    }

    @Test
    void aPasswordThatWasChangedInLibvirtIsDriftAndNotShown() {
        Spec xml = edited(SPECS.get(0), "    <interface", "    <graphics type='vnc' passwd='mine'/>\n    <interface");
        Spec yaml = edited(SPECS.get(1), "  interfaces:", "  graphics:\n  - type: vnc\n    passwd: mine\n  interfaces:");
        UnaryOperator<Element> change = device("graphics", g -> g.withAttribute("passwd", "theirs"));
        for (Spec spec : List.of(xml, yaml)) {
            assertThat(accepted(spec, change)).isEqualTo(spec.text().replace("mine", "theirs"));
            Lock lock = Holdfast.apply(spec, null, host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
            host.edit("vm", change);
            assertThatThrownBy(() -> Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, Drift.REFUSE))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("graphics@passwd (secret) -> (secret)")
                    .hasMessageNotContainingAny("mine", "theirs");
            Spec mine = edited(spec, "mine", "another");
            assertThatThrownBy(() -> Holdfast.apply(
                            mine, lock, edited(host), AbiChanges.REFUSE, Drift.ACCEPT))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("graphics@passwd is one in the spec and another in libvirt");
            host.edit("vm", domain -> domain.mapChild("name", name -> name.withText("gone")));
        }
    }

    @Test
    void anAddressThatCameIntoTheSpecBringsTheControllersThatItNames() {
        String bridge = "<controller type='pci' index='9' model='pcie-to-pci-bridge'>"
                + "<address type='pci' domain='0x0000' bus='0x08' slot='0x00' function='0x0'/></controller>";
        String rng = "<rng model='virtio'>"
                + "<address type='pci' domain='0x0000' bus='0x09' slot='0x05' function='0x0'/></rng>";
        for (Spec spec : SPECS) {
            Spec alone = Spec.parse(spec.file(), accepted(spec, with(bridge).andThen(with(rng))::apply));
            Element domain = Holdfast.complete(alone, null, host).domain();
            assertThat(DeviceKinds.in(domain)).filteredOn(device -> "9".equals(device.attribute("index")))
                    .containsExactly(XmlSource.parse(bridge, "x"));
            assertThat(alone.domain().child("devices").elements("controller"))
                    .extracting(controller -> controller.attribute("model"))
                    .containsExactly("pcie-root-port", "pcie-to-pci-bridge");
        }
    }

    @Test
    void anAddressThatChangedBringsTheControllersThatItNamesOnce() {
        UnaryOperator<Element> move = device("disk", disk -> disk.mapChild("address", a -> a.withAttribute("bus", "0x07")));
        for (Spec spec : SPECS) {
            String moved = accepted(spec, move);
            assertThat(Spec.parse(spec.file(), moved).domain().child("devices").elements("controller"))
                    .extracting(controller -> controller.attribute("index"))
                    .containsExactly("7");
            assertThat(accepted(Spec.parse(spec.file(), moved), device("disk", disk -> disk.plus(Element.of("shareable")))))
                    .containsOnlyOnce("pcie-root-port");
        }
    }

    @Test
    void aPasswordThatIsChangedInLibvirtAfterSomethingElseWasAcceptedIsDrift() {
        String graphics = "graphics:\n  - type: vnc\n    passwd: mine\n  interfaces:";
        for (Spec spec : List.of(
                edited(SPECS.get(0), "    <interface", "    <graphics type='vnc' passwd='mine'/>\n    <interface"),
                edited(SPECS.get(1), "interfaces:", graphics))) {
            Lock lock = Holdfast.apply(spec, null, host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
            edited(host);
            Applied accepted = apply(spec, lock);
            host.edit("vm", device("graphics", g -> g.withAttribute("passwd", "theirs")));
            assertThatThrownBy(() -> Holdfast.apply(
                            accepted.spec(), accepted.completion().lock(), host, AbiChanges.REFUSE, Drift.REFUSE))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("graphics@passwd (secret) -> (secret)");
            Applied both = apply(accepted.spec(), accepted.completion().lock());
            assertThat(both.spec().text()).isEqualTo(accepted.spec().text().replace("mine", "theirs"));
            assertThat(apply(both.spec(), both.completion().lock()).drift()).isEmpty();
            host.edit("vm", domain -> domain.mapChild("name", name -> name.withText("gone")));
        }
    }

    @Test
    void aPasswordThatIsChangedInLibvirtAfterTheSpecWasCompletedIsDrift() {
        Spec spec = edited(SPECS.get(0), "    <interface", "    <graphics type='vnc' passwd='mine'/>\n    <interface");
        Applied applied = Holdfast.apply(spec, null, host, AbiChanges.REFUSE, Drift.REFUSE);
        Spec completed = applied.completion().spec();
        Lock lock = Holdfast.apply(completed, applied.completion().lock(), host, AbiChanges.REFUSE, Drift.REFUSE)
                .completion()
                .lock();
        host.edit("vm", device("graphics", g -> g.withAttribute("passwd", "theirs")));
        assertThatThrownBy(() -> Holdfast.apply(completed, lock, host, AbiChanges.REFUSE, Drift.REFUSE))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("graphics@passwd (secret) -> (secret)");
    }

    @Test
    void aCrashBeforeTheLockOfAnAcceptedDriftIsWrittenLosesNothing() {
        Spec spec = edited(SPECS.get(0), "    <interface", "    <graphics type='vnc' passwd='mine'/>\n    <interface");
        Lock lock = Holdfast.apply(spec, null, host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
        edited(host);
        Applied unwritten = apply(spec, lock);
        assertThatThrownBy(() -> Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, Drift.REFUSE))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("drifted");
        assertThat(apply(spec, lock).spec().text()).isEqualTo(unwritten.spec().text());
    }

    /** With a drift besides the one that it has. */
    private static ToyHost edited(ToyHost host) {
        host.edit("vm", domain -> domain.plus(Element.of("title").withText("drifted")));
        return host;
    }

    @Test
    void aDeviceThatCameOnBothSidesIsOneDevice() {
        String disk = "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
                + "<source file='/b.qcow2'/><target dev='vdb' bus='virtio'/></disk>";
        Spec yaml = edited(SPECS.get(1), "target: vda\n", "target: vda\n  - image: /b.qcow2\n    target: vdb\n");
        assertThat(accepted(SPECS.get(1), yaml, with(disk))).isEqualTo(yaml.text());
        Spec xml = edited(SPECS.get(0), "    <interface", "    " + disk + "\n    <interface");
        assertThat(accepted(SPECS.get(0), xml, with(disk))).isEqualTo(xml.text());
    }

    @Test
    void aDeviceThatCameInLibvirtComesBehindItsKind() {
        for (Spec spec : SPECS) {
            String text = accepted(spec, with("<disk type='file' device='disk'><source file='/b.raw'/><target dev='vdb' bus='virtio'/></disk>"));
            assertThat(text.indexOf("/b.raw")).isGreaterThan(text.indexOf("/root.img")).isLessThan(text.indexOf("user"));
        }
    }
}

package dev.holdfast.spec.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.match.Differences;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.RandomEdits;
import dev.holdfast.spec.Reflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any change in libvirt, taken over into any XML: the spec says it then, and what didn't change stays. */
class XmlDriftPropertyTest {

    private static final String WHOLE = """
            <domain type='kvm'>
              <name>web</name>
              <memory unit='KiB'>2097152</memory>
              <title>a title</title>
              <os>
                <type arch='x86_64' machine='pc-q35-9.0'>hvm</type>
                <boot dev='hd'/>
                <boot dev='network'/>
              </os>
              <features>
                <acpi/>
                <apic/>
              </features>
              <cpu mode='custom' match='exact'>
                <model fallback='forbid'>qemu64</model>
                <feature policy='require' name='x2apic'/>
                <feature policy='require' name='hypervisor'/>
                <feature policy='disable' name='svm'/>
              </cpu>
              <clock offset='utc'>
                <timer name='rtc' tickpolicy='catchup'/>
                <timer name='pit' tickpolicy='delay'/>
                <timer name='hpet' present='no'/>
              </clock>
              <devices>
                <emulator>/usr/bin/qemu</emulator>
                <disk type='file' device='disk'>
                  <driver name='qemu' type='qcow2'/>
                  <source file='/root.qcow2'/>
                  <target dev='vda' bus='virtio'/>
                  <serial>WD-1</serial>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                </disk>
                <interface type='bridge'>
                  <mac address='52:54:00:12:34:56'/>
                  <source bridge='br0'/>
                  <model type='virtio'/>
                </interface>
                <rng model='virtio'>
                  <backend model='random'>/dev/urandom</backend>
                </rng>
              </devices>
            </domain>
            """;

    /** Which device of the spec is which of the whole: they are in one order. */
    private record Drift(Element whole, List<Element> then, List<Element> now, Element restNow, List<Element> added) {

        String into(String text, List<Integer> kept) {
            Lens.Source source = new XmlLens().read("vm.xml", text);
            Map<Element, Element> partners = new IdentityHashMap<>();
            Map<Element, Element> before = new IdentityHashMap<>();
            Set<Element> gone = Collections.newSetFromMap(new IdentityHashMap<>());
            List<Element> shown = new ArrayList<>();
            List<Element> own = DeviceKinds.in(source.domain());
            for (int i = 0; i < own.size() && i < kept.size(); i++) {
                Element after = now.get(kept.get(i));
                if (after == null) {
                    gone.add(own.get(i));
                } else {
                    partners.put(own.get(i), after);
                    before.put(own.get(i), then.get(kept.get(i)));
                    shown.add(after);
                }
            }
            shown.addAll(added);
            Element rest = DeviceKinds.replaceIn(whole, List.of());
            return source.reflect(new Reflection(
                    DeviceKinds.replaceIn(restNow, shown), partners, new Reflection.Drifted(before, gone, rest)));
        }
    }

    private static Drift drift(Element whole, Random random) {
        List<Element> then = DeviceKinds.in(whole);
        List<Element> now = new ArrayList<>();
        for (Element device : then) {
            int choice = random.nextInt(5);
            now.add(choice == 0 ? null : choice == 1 ? RandomEdits.edited(device, random) : device);
        }
        Element rest = DeviceKinds.replaceIn(whole, List.of());
        Element devices = rest.child("devices");
        Element edited = random.nextBoolean() ? rest : RandomEdits.edited(rest.without("devices"), random).plus(devices);
        List<Element> added = random.nextInt(3) > 0 ? List.of() : List.of(Element.of("shmem", "name", "b"));
        return new Drift(whole, then, now, edited, added);
    }

    @Property(tries = 1000)
    void ofASpecThatSaysAllTheDefinitionIsLeft(@ForAll long seed) {
        Random random = new Random(seed);
        Element whole = XmlSource.parse(WHOLE, "x");
        Drift drift = drift(whole, random);
        String text = XmlReflectTest.laidOut(whole, random);
        String taken = drift.into(text, List.of(0, 1, 2));
        List<Element> expected = new ArrayList<>(drift.now());
        expected.removeIf(device -> device == null);
        expected.addAll(drift.added());
        Element result = XmlSource.parse(taken, "x");
        assertThat(Differences.between(
                        DeviceKinds.replaceIn(drift.restNow(), List.of()), DeviceKinds.replaceIn(result, List.of())))
                .as(() -> text + "\n--- became ---\n" + taken)
                .isEmpty();
        List<Element> devices = DeviceKinds.in(result);
        assertThat(devices).as(taken).hasSameSizeAs(expected);
        for (int i = 0; i < devices.size(); i++) {
            assertThat(Differences.between(expected.get(i), devices.get(i))).as(taken).isEmpty();
        }
    }

    @Property(tries = 1000)
    void ofAPartOnlyWhatDriftedChanges(@ForAll long seed) {
        Random random = new Random(seed);
        Element whole = XmlSource.parse(WHOLE, "x");
        List<Element> devices = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (random.nextInt(3) > 0) {
                kept.add(i);
                devices.add(part(DeviceKinds.in(whole).get(i), random));
            }
        }
        Element part = part(DeviceKinds.replaceIn(whole, List.of()).without("devices"), random);
        Element own = DeviceKinds.replaceIn(part.plus(Element.of("devices")), devices);
        String text = XmlReflectTest.laidOut(own, random);
        Drift nothing = new Drift(
                whole, DeviceKinds.in(whole), DeviceKinds.in(whole), DeviceKinds.replaceIn(whole, List.of()), List.of());
        assertThat(nothing.into(text, kept)).isEqualTo(text);
        Drift drift = drift(whole, random);
        Element result = XmlSource.parse(drift.into(text, kept), "x");
        // What the spec says and didn't drift, it says still; what it says at all is what libvirt has now.
        assertThat(Differences.between(
                                DeviceKinds.replaceIn(drift.restNow(), List.of()), DeviceKinds.replaceIn(result, List.of()))
                        .stream()
                        .filter(difference -> difference.after() != null))
                .as(() -> text + "\n--- became ---\n" + result)
                .isEmpty();
    }

    /** As much as some owner would write; nobody leaves out what tells siblings apart. */
    private static Element part(Element element, Random random) {
        Element part = element;
        for (String name : element.attributes().keySet()) {
            boolean key = name.equals("name") || name.equals("dev");
            part = !key && random.nextInt(3) == 0 ? part.withoutAttribute(name) : part;
        }
        if (element.elements().isEmpty()) {
            return part;
        }
        boolean boots = random.nextBoolean();
        List<Element> children = new ArrayList<>();
        for (Element child : element.elements()) {
            if (child.name().equals("boot") ? boots : random.nextInt(3) > 0) {
                children.add(part(child, random));
            }
        }
        return part.withChildren(children);
    }
}

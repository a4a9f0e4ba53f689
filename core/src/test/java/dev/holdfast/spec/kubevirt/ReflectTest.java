package dev.holdfast.spec.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Spec;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReflectTest {

    private static final String VM = """
            # the shop's
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata:
              name: web      # never rename
            ANNOTATIONS
            spec:
              runStrategy: Always
              template:
                spec:
                  somethingNew: {kept: [as, it, is]}
                  domain:
                    devices:
                      disks:
                      - name: root   # first
                        disk:
                          bus: virtio
                      - {name: data, disk: {}}
                      interfaces:
                      - name: default
                        masquerade: {}
                    memory: {guest: 1Gi}
                  networks: [{name: default, pod: {}}]
                  volumes:
                  - {name: root, emptyDisk: {capacity: 1Gi}}
                  - {name: data, emptyDisk: {capacity: 1Gi}}
            """;

    private static String vm(String pin) {
        return VM.replace("ANNOTATIONS\n", pin.isEmpty() ? "" : "  annotations: {holdfast.dev/pin: " + pin + "}\n");
    }

    /** A complete domain, and which of its devices is which of the spec's, by alias. */
    private static Reflection completed(Spec spec) {
        Element complete = XmlSource.parse("""
                <domain><uuid>5d307ca9-b3ef-428c-8861-06e72d69f223</uuid>
                  <os><type machine='pc-q35-9.2'>hvm</type></os>
                  <devices>
                    <disk device='disk'><target dev='vda' bus='virtio'/><alias name='ua-root'/>
                      <address type='pci' domain='0x0000' bus='0x07' slot='0x00' function='0x0'/></disk>
                    <disk device='disk'><target dev='sda' bus='sata'/><alias name='ua-data'/>
                      <address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>
                    <controller type='pci' index='1' model='pcie-root-port'>
                      <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0'/></controller>
                    <controller type='scsi' index='0' model='virtio-non-transitional'>
                      <address type='pci' domain='0x0000' bus='0x05' slot='0x00' function='0x0'/></controller>
                    <interface type='ethernet'><mac address='52:54:00:01:02:03'/><model type='virtio-non-transitional'/>
                      <alias name='ua-default'/>
                      <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></interface>
                  </devices></domain>""", "complete");
        Map<Element, Element> partners = new IdentityHashMap<>();
        for (Element own : spec.domain().child("devices").elements()) {
            complete.child("devices").elements().stream()
                    .filter(device -> device.name().equals(own.name())
                            && device.value("alias@name") != null
                            && device.value("alias@name").equals(own.value("alias@name")))
                    .forEach(device -> partners.put(own, device));
        }
        return new Reflection(complete, partners);
    }

    @Test
    void nativeFieldsAreWrittenWhereTheyBelong() {
        Spec spec = Manifests.spec(vm("native"));

        String text = spec.reflect(completed(spec)).text();

        assertThat(text).isEqualTo(vm("native")
                .replace("              bus: virtio\n", "              bus: virtio\n              pciAddress: \"0000:07:00.0\"\n")
                .replace("- {name: data, disk: {}}", "- {name: data, disk: {bus: sata}}")
                .replace("            masquerade: {}\n", """
                            masquerade: {}
                            model: virtio
                            macAddress: "52:54:00:01:02:03"
                            pciAddress: "0000:01:00.0"
                """)
                .replace("        memory: {guest: 1Gi}\n", """
                        memory: {guest: 1Gi}
                        machine:
                          type: pc-q35-9.2
                        firmware:
                          uuid: 5d307ca9-b3ef-428c-8861-06e72d69f223
                """));
    }

    @Test
    void whatIsReflectedOnceIsReflectedTheSameAgain() {
        Spec once = Manifests.spec(vm("native"));
        once = once.reflect(completed(once));

        assertThat(once.reflect(completed(once)).text()).isEqualTo(once.text());
    }

    @Test
    void whatNoFieldHoldsIsSaid() {
        Spec spec = Manifests.spec(vm("native"));

        assertThat(spec.source().unsaid(completed(spec))).containsExactly(
                "KubeVirt has no field for disk sda: its place on the bus (drive)",
                "KubeVirt has no field for controller scsi 0 virtio-non-transitional: PCI address 0000:05:00.0",
                "KubeVirt has no field for the PCIe ports, of which there are 1, and their addresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whole", "none"})
    void otherwiseTheFieldsStayAsTheyWere(String pin) {
        Spec spec = Manifests.spec(vm(pin));

        assertThat(spec.reflect(completed(spec)).text()).isEqualTo(vm(pin));
        assertThat(spec.source().unsaid(completed(spec))).isEmpty();
    }

    @Test
    void whatChangedInLibvirtIsNotTakenOver() {
        Spec spec = Manifests.spec(vm(""));
        Reflection drifted = new Reflection(
                completed(spec).complete(), Map.of(), new Reflection.Drifted(Map.of(), Set.of(), Element.of("domain")));

        assertThatThrownBy(() -> spec.reflect(drifted))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("Change the manifest");
    }

    @Test
    void theLockGoesIntoTheTemplatesAnnotations() {
        Spec spec = Manifests.spec(vm(""));
        assertThat(spec.source().carriesLock()).isTrue();
        assertThat(spec.carriedLock()).isNull();

        Spec locked = spec.withCarriedLock("the lock\n");

        assertThat(locked.text()).isEqualTo(vm("") + """
                    metadata:
                      annotations:
                        holdfast.dev/lock: "%s"
                """.formatted(LockAnnotation.pack("the lock\n")));
        assertThat(locked.carriedLock()).isEqualTo("the lock\n");
    }

    @Test
    void anotherLockTakesThePlaceOfTheOneThatIsThere() {
        Spec locked = Manifests.spec(vm("")).withCarriedLock("one");

        assertThat(locked.withCarriedLock("one")).isSameAs(locked);
        assertThat(locked.withCarriedLock("two").text())
                .isEqualTo(locked.text().replace(LockAnnotation.pack("one"), LockAnnotation.pack("two")));
    }

    @Test
    void anInstanceCarriesItItself() {
        Spec locked = Manifests.spec(Manifests.vmi("", "")).withCarriedLock("x");

        assertThat(locked.text()).contains("  namespace: shop\n  annotations:\n    holdfast.dev/lock: \"v1 sha256:");
    }

    @Test
    void jsonStaysJson() {
        String json = "{\"apiVersion\": \"kubevirt.io/v1\", \"kind\": \"VirtualMachineInstance\", \"metadata\": {\"name\": \"a\"},"
                + " \"spec\": {\"domain\": {\"memory\": {\"guest\": \"1Gi\"}}}}";

        assertThat(Manifests.spec(json).withCarriedLock("x").text()).isEqualTo(json.replace(
                "{\"name\": \"a\"}",
                "{\"name\": \"a\", \"annotations\": {\"holdfast.dev/lock\": \"" + LockAnnotation.pack("x") + "\"}}"));
    }

    @Test
    void aLockThatWasEditedIsRefusedWithItsPlace() {
        Spec spec = Manifests.spec(Manifests.spec(vm("")).withCarriedLock("x").text().replace("sha256:", "sha256:0"));

        int line = spec.text().substring(0, spec.text().indexOf("sha256")).split("\n").length;
        assertThatThrownBy(spec::carriedLock).isInstanceOfSatisfying(UnusableInputException.class, e -> assertThat(
                        e.problems().getFirst().place().line())
                .isEqualTo(line));
    }

    @Test
    void aLockThatNoObjectCanHoldIsRefusedWithWhatToDo() {
        StringBuilder noise = new StringBuilder();
        new Random(1).ints(300_000, 33, 126).forEach(noise::appendCodePoint);
        String large = noise.toString();

        assertThatThrownBy(() -> Manifests.spec(vm("")).withCarriedLock(large))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("say --lock FILE");
    }

    @Test
    void whoPinsNothingReadsNoLock() {
        String text = Manifests.spec(vm("")).withCarriedLock("x").text().replace("  name: web      # never rename\n", "  name: web\n  annotations: {holdfast.dev/pin: none}\n");

        assertThat(Manifests.spec(text).carriedLock()).isNull();
        assertThat(Manifests.spec(text).source().carriesLock()).isFalse();
    }

    @Test
    void theNamespacesChoiceHoldsWhereTheObjectHasNone() {
        assertThat(Spec.parse("vm.yaml", vm(""), new KubeVirtLens(Pin.NONE)).source().carriesLock()).isFalse();
        assertThat(Spec.parse("vm.yaml", vm("whole"), new KubeVirtLens(Pin.NONE)).source().carriesLock()).isTrue();
    }
}

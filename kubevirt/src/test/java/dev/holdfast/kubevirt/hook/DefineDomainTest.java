package dev.holdfast.kubevirt.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast;
import dev.holdfast.abi.AbiComparison;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.kubevirt.Launcher;
import dev.holdfast.lock.LockText;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefineDomainTest {

    private static final String DISK = """
                <disk device='disk' type='file' model='virtio-non-transitional'>
                  <source file='/var/run/kubevirt-private/vmi-disks/%s/disk.img'/>
                  <target bus='virtio' dev='vd%s'/>
                  <driver error_policy='stop' name='qemu' type='raw'/>
                  <alias name='ua-%s'/>
                </disk>
            """;

    private static final String CARD = """
                <interface type='ethernet'>
                  <source/>
                  <model type='virtio-non-transitional'/>
                  <alias name='ua-%s'/>
                  <rom enabled='no'/>
                </interface>
            """;

    private static final String REST = """
                <controller type='usb' index='0' model='none'/>
                <controller type='virtio-serial' index='0' model='virtio-non-transitional'/>
                <disk device='cdrom' type='file'>
                  <source file='/var/run/kubevirt-private/vmi-disks/iso/disk.img'/>
                  <target bus='sata' dev='sda' tray='closed'/>
                  <driver error_policy='stop' name='qemu' type='raw'/>
                  <alias name='ua-iso'/>
                </disk>
                <memballoon model='virtio-non-transitional'><stats period='10'/></memballoon>
            """;

    private final Launcher launcher = new Launcher(Planner.on(Platforms.newest()));

    private static String domain(String name, String... devices) {
        return "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\n  <name>" + name
                + "</name>\n  <uuid>5d307ca9-b3ef-428c-8861-06e72d69f2%s</uuid>\n".formatted(name.endsWith("web") ? "23" : "99")
                + "  <memory unit='b'>1073741824</memory>\n  <os><type arch='x86_64' machine='q35'>hvm</type></os>\n"
                + "  <vcpu placement='static'>1</vcpu>\n  <devices>\n" + String.join("", devices) + "  </devices>\n</domain>\n";
    }

    private static String disk(String name, String letter) {
        return DISK.formatted(name, letter, name);
    }

    private static String card(String name) {
        return CARD.formatted(name);
    }

    private static String instance(Map<String, String> annotations) {
        StringBuilder json = new StringBuilder("{\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"VirtualMachineInstance\",\"metadata\":{\"name\":\"web\",\"annotations\":{");
        String separator = "";
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            json.append(separator).append('"').append(annotation.getKey()).append("\":\"").append(annotation.getValue()).append('"');
            separator = ",";
        }
        return json.append("}},\"spec\":{}}").toString();
    }

    private Element started(String domain, int placeholders, Map<String, String> annotations) {
        return launcher.start(instance(annotations), domain, placeholders);
    }

    private Map<String, String> lockOf(String submitted, Element defined) {
        return Map.of(
                LockAnnotation.KEY,
                LockAnnotation.pack(LockText.write(
                        Holdfast.observe(Spec.parse("vm", submitted), defined, null, launcher.platform()).lock())));
    }

    private static List<String> placesOfNamed(Element domain) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> device.child("alias") != null && device.value("address@bus") != null)
                .map(device -> device.value("alias@name") + " " + device.value("address@bus") + ":" + device.value("address@slot"))
                .sorted()
                .toList();
    }

    @Test
    void withoutALockTheDomainIsPrintedAsItCame() {
        String domain = domain("ns_web", disk("root", "a"), REST);
        assertThat(DefineDomain.answer(instance(Map.of()), domain)).isEqualTo(domain);
        assertThat(DefineDomain.answer("{\"kind\":\"VirtualMachineInstance\"}", domain)).isEqualTo(domain);
    }

    @Test
    void aDiskThatComesMovesNothing() {
        String before = domain("ns_web", disk("root", "a"), card("default"), REST);
        Element first = started(before, 3, Map.of());
        String after = domain("ns_web", disk("new", "a"), disk("root", "b"), card("default"), REST);
        Element second = started(after, 3, lockOf(before, first));
        assertThat(placesOfNamed(second)).containsAll(placesOfNamed(first));
        assertThat(placesOfNamed(started(after, 3, Map.of()))).doesNotContainSequence(placesOfNamed(first));
    }

    @Test
    void placeholdersForCardsToComeFillThePortsThatAreLocked() {
        String domain = domain("ns_web", disk("root", "a"), card("default"), REST);
        Element first = started(domain, 3, Map.of());
        Map<String, String> lock = lockOf(domain, first);
        assertThat(AbiComparison.of(first, started(domain, 3, lock))).filteredOn(f -> !f.difference().path().contains("mac")).isEmpty();
        Element more = started(domain, 9, lock);
        assertThat(placesOfNamed(more)).isEqualTo(placesOfNamed(first));
    }

    @Test
    void aCopyKeepsTheHardwareAndHasItsOwnIdentity() {
        String domain = domain("ns_web", disk("root", "a"), card("default"), REST);
        Element first = started(domain, 3, Map.of());
        Element copy = started(domain("ns_copy", disk("new", "a"), disk("root", "b"), card("default"), REST), 3, lockOf(domain, first));
        assertThat(placesOfNamed(copy)).containsAll(placesOfNamed(first));
        assertThat(copy.value("uuid")).isEqualTo("5d307ca9-b3ef-428c-8861-06e72d69f299");
        assertThat(copy.value("devices/interface/mac@address")).isNotEqualTo(first.value("devices/interface/mac@address"));
    }

    @Test
    void aSpecThatContradictsTheLockIsRefusedWithWhatTheGuestWouldNotice() {
        String domain = domain("ns_web", disk("root", "a"), REST);
        Map<String, String> lock = lockOf(domain, started(domain, 0, Map.of()));
        String other = domain.replace("machine='q35'", "machine='pc-q35-5.2'");
        assertThatThrownBy(() -> DefineDomain.answer(instance(lock), other))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("machine")
                .hasMessageContaining("pc-q35-5.2")
                .hasMessageContaining("holdfast.dev/accept-abi-change");
        Map<String, String> accepted = Map.of(
                LockAnnotation.KEY, lock.values().iterator().next(), "holdfast.dev/accept-abi-change", "true");
        assertThat(DefineDomain.answer(instance(accepted), other)).contains("pc-q35-5.2");
    }

    private static final String ASKED = """
            {"domain": {"machine": {"type": "q35"}, "resources": {"requests": {"memory": "1Gi"}}, "devices": {
              "disks": [{"name": "root", "disk": {"bus": "virtio"}}],
              "interfaces": [{"name": "default", %s "masquerade": {}}]}},
             "networks": [{"name": "default", "pod": {}}],
             "volumes": [{"name": "root", "persistentVolumeClaim": {"claimName": "root"}}]}
            """;

    private static String asking(String card, Map<String, String> annotations) {
        return instance(annotations).replace("\"spec\":{}", "\"spec\":" + ASKED.formatted(card));
    }

    private Map<String, String> lockOfAsked(String domain) {
        Element defined = XmlSource.parse(launcher.complete(domain), "x");
        return Map.of(
                LockAnnotation.KEY,
                LockAnnotation.pack(LockText.write(Holdfast.observe(
                                Spec.parse("vm", asking("", Map.of())), defined, null, launcher.platform())
                        .lock())));
    }

    @Test
    void whatALaterKubeVirtFillsInYieldsToTheLock() {
        String before = domain("ns_web", disk("root", "a"), card("default"), REST, "    <video><model type='vga' vram='16384' heads='1'/></video>\n");
        Map<String, String> lock = lockOfAsked(before);
        String later = before.replace("type='vga' vram='16384' heads='1'", "type='bochs'")
                .replace("<model type='virtio-non-transitional'/>", "<model type='e1000e'/>");
        String held = DefineDomain.answer(asking("", lock), later);
        assertThat(held).contains("vga").doesNotContain("bochs").doesNotContain("e1000e");
    }

    @Test
    void whereAnInstanceCannotBeReadAllOfItsDomainIsTheOwners() {
        String before = domain("ns_web", disk("root", "a"), REST)
                .replace("<os>", "<cpu><topology sockets='1' cores='1' threads='1'/></cpu><os>");
        Map<String, String> lock = lockOfAsked(before);
        String later = before.replace("cores='1'", "cores='2'");
        assertThat(DefineDomain.answer(asking("", lock), later)).doesNotContain("cores='2'").doesNotContain("cores=\"2\"");
        String unknown = instance(lock).replace("\"spec\":{}", "\"spec\":{\"domain\":[]}");
        assertThatThrownBy(() -> DefineDomain.answer(unknown, later))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("cores");
    }

    @Test
    void anInstanceWithoutItsKindIsReadAlike() {
        String before = domain("ns_web", disk("root", "a"), card("default"), REST);
        Map<String, String> lock = lockOfAsked(before);
        String later = before.replace("<model type='virtio-non-transitional'/>", "<model type='e1000e'/>");
        String bare = asking("", lock).replace("\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"VirtualMachineInstance\",", "");
        assertThat(bare).doesNotContain("kind");
        assertThat(DefineDomain.answer(bare, later)).doesNotContain("e1000e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "a: b", "[]", "{\"kind\":\"VirtualMachine\",\"metadata\":{}}"})
    void whatIsNoInstanceIsRefused(String vmi) {
        assertThatThrownBy(() -> DefineDomain.answer(vmi, domain("ns_web", REST))).isInstanceOf(UnusableInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<foo/>", "<domain/>", "<domain>"})
    void whatIsNoDomainIsRefused(String xml) {
        String domain = domain("ns_web", disk("root", "a"), REST);
        Map<String, String> lock = lockOf(domain, started(domain, 0, Map.of()));
        assertThatThrownBy(() -> DefineDomain.answer(instance(lock), xml)).isInstanceOf(UnusableInputException.class);
    }

    @Test
    void theFirstUsbDeviceBringsItsController() {
        String before = domain("ns_web", disk("root", "a"), REST);
        Map<String, String> lock = lockOfAsked(before);
        String after = before.replace(
                "<controller type='usb' index='0' model='none'/>",
                "<controller type='usb' index='0' model='qemu-xhci'/><input type='tablet' bus='usb'><alias name='ua-t'/></input>");
        String asked = asking("", lock).replace("\"devices\": {", "\"devices\": {\"inputs\": [{\"name\": \"t\", \"type\": \"tablet\", \"bus\": \"usb\"}],");
        assertThat(DefineDomain.answer(asked, after)).contains("qemu-xhci").doesNotContain("model='none'");
    }

    @Test
    void aBridgeThatMovesTheOthersIsRefusedOnceItIsPlaced() {
        String before = domain("ns_web", disk("root", "a"), REST);
        Element first = started(before, 3, Map.of());
        Map<String, String> lock = lockOf(before, first);
        String after = domain("ns_web", disk("root", "a"), "<interface type='ethernet'><model type='e1000'/><alias name='ua-old'/></interface>", REST);
        assertThatThrownBy(() -> started(after, 1, lock))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("in the guest")
                .hasMessageContaining("disk vda");
    }

    @Test
    void whatTheOwnerAsksForDoesNotYield() {
        String before = domain("ns_web", disk("root", "a"), card("default"), REST);
        Map<String, String> lock = lockOfAsked(before);
        String edited = before.replace("<model type='virtio-non-transitional'/>", "<model type='e1000e'/>");
        assertThat(DefineDomain.answer(asking("\"model\": \"e1000e\",", lock), edited)).contains("e1000e");
        String pinned = asking("\"pciAddress\": \"0000:00:10.0\",", lock);
        String moved = before.replace(
                "<rom enabled='no'/>", "<rom enabled='no'/><address type='pci' domain='0' bus='0' slot='0x10' function='0'/>");
        assertThatThrownBy(() -> DefineDomain.answer(pinned, moved))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("address@slot");
    }

    @Test
    void whichVirtioModelsTheOwnerWantsDoesNotYieldEither() {
        String before = domain("ns_web", disk("root", "a"), card("default"), REST);
        Map<String, String> lock = lockOfAsked(before);
        String later = before.replace("virtio-non-transitional", "virtio-transitional");
        assertThat(DefineDomain.answer(asking("", lock), later)).doesNotContain("virtio-transitional");
        String asked = asking("", lock).replace("\"devices\": {", "\"devices\": {\"useVirtioTransitional\": true,");
        assertThat(DefineDomain.answer(asked, later)).contains("virtio-transitional").doesNotContain("virtio-non-transitional");
    }

    @Test
    void aLockThatWasEditedIsRefused() {
        String domain = domain("ns_web", disk("root", "a"), REST);
        String packed = lockOf(domain, started(domain, 0, Map.of())).values().iterator().next();
        String edited = packed.substring(0, packed.length() - 8) + "AAAA" + packed.substring(packed.length() - 4);
        assertThatThrownBy(() -> DefineDomain.answer(instance(Map.of(LockAnnotation.KEY, edited)), domain))
                .isInstanceOf(UnusableInputException.class);
    }

    @Test
    void aDomainWithADocumentTypeIsRefused() {
        String domain = domain("ns_web", disk("root", "a"), REST);
        Map<String, String> lock = lockOf(domain, started(domain, 0, Map.of()));
        assertThatThrownBy(() -> DefineDomain.answer(
                        instance(lock), "<!DOCTYPE domain [<!ENTITY a 'b'>]>" + domain.replace("ns_web", "&a;")))
                .isInstanceOf(UnusableInputException.class);
    }

    @Test
    void whatKubeVirtSaysOfQemuItselfIsKept() {
        String domain = domain("ns_web", disk("root", "a"), REST)
                .replace("</domain>", "  <qemu:commandline><qemu:arg value='-foo'/></qemu:commandline>\n</domain>");
        Map<String, String> lock = lockOf(domain, XmlSource.parse(launcher.complete(domain.replaceAll("(?s)  <qemu:commandline>.*</qemu:commandline>\n", "")), "x"));
        assertThat(DefineDomain.answer(instance(lock), domain)).contains("-foo");
    }
}

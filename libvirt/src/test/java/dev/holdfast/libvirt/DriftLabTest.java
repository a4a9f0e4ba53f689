package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Applied;
import dev.holdfast.Completion;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.Host;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was changed with virsh behind a spec's back, on real libvirts. */
@Tag("lab")
class DriftLabTest {

    private final String name = "drift-" + UUID.randomUUID();

    private final Spec yaml = Spec.parse("vm.yaml", """
            name: %s
            memory: 64 MiB
            devices:
              disks:
              - image: /tmp/a.raw
              graphics:
              - type: vnc
                passwd: mine
            """.formatted(name));

    private final Spec xml = Spec.parse("vm.xml", """
            <domain type='qemu'>
              <name>%s</name>
              <memory unit='MiB'>64</memory>
              <os><type arch='x86_64' machine='q35'>hvm</type></os>
              <devices>
                <disk type='file' device='disk'>
                  <driver name='qemu' type='raw'/>
                  <source file='/tmp/a.raw'/>
                  <target dev='vda' bus='virtio'/>
                </disk>
                <graphics type='vnc' passwd='mine'/>
              </devices>
            </domain>
            """.formatted(name));

    private static Applied apply(Spec spec, Lock lock, Host host, Drift drift) {
        return Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, drift);
    }

    private void change(Host host, UnaryOperator<Element> change) {
        host.define(change.apply(host.definition(name).orElseThrow()));
    }

    private static UnaryOperator<Element> device(String kind, UnaryOperator<Element> change) {
        return domain -> DeviceKinds.replaceIn(domain, DeviceKinds.in(domain).stream()
                .map(device -> device.name().equals(kind) ? change.apply(device) : device)
                .toList());
    }

    private static UnaryOperator<Element> plus(String device) {
        return domain -> domain.mapChild("devices", devices -> devices.plus(XmlSource.parse(device, "x")));
    }

    /** What a device is plugged into, by the models from it to the root. */
    private static String path(Element device, Element domain) {
        String bus = String.valueOf(device.value("address@bus"));
        return DeviceKinds.in(domain).stream()
                .filter(other -> other.name().equals("controller") && "pci".equals(other.attribute("type")))
                .filter(other -> Integer.decode(String.valueOf(other.attribute("index"))).equals(Integer.decode(bus)))
                .map(other -> other.attribute("model") + (other.child("address") == null ? "" : " < " + path(other, domain)))
                .findFirst()
                .orElseThrow();
    }

    private static Element disk(Element domain) {
        return domain.child("devices").child("disk");
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aSpecWithAnAddressThatWasAcceptedCompletesAlone(Lab.Host on) throws Exception {
        for (Spec spec : List.of(yaml, xml)) {
            try (Libvirt host = on.connect()) {
                Lock lock = apply(spec, null, host, Drift.REFUSE).completion().lock();
                change(host, plus("<controller type='pci' index='9' model='pcie-to-pci-bridge'/>"));
                change(host, device("disk", disk -> disk.without("address").plus(Element.of(
                        "address", "type", "pci", "domain", "0x0000", "bus", "0x09", "slot", "0x05", "function", "0x0"))));
                Applied accepted = apply(spec, lock, host, Drift.ACCEPT);
                Element definition = host.definition(name).orElseThrow();
                Completion alone = Holdfast.complete(accepted.spec(), null, host);
                assertThat(disk(alone.domain()).child("address")).isEqualTo(disk(definition).child("address"));
                assertThat(path(disk(alone.domain()), alone.domain()))
                        .isEqualTo("pcie-to-pci-bridge < pcie-root-port < pcie-root");
                Completion locked = Holdfast.complete(accepted.spec(), accepted.completion().lock(), host);
                assertThat(locked.additions()).isEmpty();
                assertThat(apply(accepted.spec(), accepted.completion().lock(), host, Drift.REFUSE).how())
                        .isEqualTo(Applied.How.UNCHANGED);
                assertThat(Holdfast.complete(alone.spec(), null, host).additions()).isEmpty();
            } finally {
                DryRuns.undefine(name, on);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aPasswordThatIsChangedAfterADriftWasAcceptedIsDrift(Lab.Host on) throws Exception {
        for (Spec spec : List.of(yaml, xml)) {
            try (Libvirt host = on.connect()) {
                Lock lock = apply(spec, null, host, Drift.REFUSE).completion().lock();
                change(host, domain -> domain.plus(Element.of("title").withText("drifted")));
                Applied accepted = apply(spec, lock, host, Drift.ACCEPT);
                change(host, device("graphics", graphics -> graphics.withAttribute("passwd", "theirs")));
                Lock now = accepted.completion().lock();
                assertThatThrownBy(() -> apply(accepted.spec(), now, host, Drift.REFUSE))
                        .isInstanceOf(RefusalException.class)
                        .hasMessageContaining("graphics@passwd (secret) -> (secret)");
                assertThat(apply(accepted.spec(), now, host, Drift.ACCEPT).spec().text())
                        .isEqualTo(accepted.spec().text().replace("mine", "theirs"));
            } finally {
                DryRuns.undefine(name, on);
            }
        }
    }
}

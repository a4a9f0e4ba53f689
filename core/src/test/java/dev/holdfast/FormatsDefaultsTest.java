package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Origin;
import dev.holdfast.match.Addition;
import dev.holdfast.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a spec's format says where its owner says nothing: it is the format's in the lock, and held as any other. */
class FormatsDefaultsTest {

    private static final String VM = """
            devices:
              disks:
              - image: /root.qcow2
              interfaces:
              - type: user
            """;

    private final ToyHost host = new ToyHost(HoldfastTest.OLD);

    private static Spec yaml(String text) {
        return Spec.parse("vm.yaml", text);
    }

    private Lock lock(String text) {
        return Holdfast.complete(yaml(text), null, host).lock();
    }

    /** A value of the lock with who decided it, and what was written instead. */
    private static String held(Lock lock, String path) {
        Held held = lock.domain().get(path);
        for (LockedDevice device : lock.devices()) {
            held = held == null ? device.facts().get(path) : held;
        }
        return held == null ? "none" : held.value() + " " + held.origin().label() + (held.written() == null ? "" : " " + held.written());
    }

    private static Map<String, Held> without(Map<String, Held> facts, String value) {
        Map<String, Held> by = new LinkedHashMap<>(facts);
        by.replaceAll((path, held) -> held.value().equals(value) ? Held.of(value, Origin.FORMAT) : held);
        return by;
    }

    /** A lock in which these values are not the owner's but the format's of then. */
    private static Lock formerly(Lock lock, String... values) {
        UnaryOperator<Map<String, Held>> then = facts -> {
            Map<String, Held> formats = facts;
            for (String value : values) {
                formats = without(formats, value);
            }
            return formats;
        };
        return new Lock(lock.made(), lock.generation(), then.apply(lock.domain()), lock.devices().stream()
                .map(device -> new LockedDevice(device.id(), device.listed(), then.apply(device.facts())))
                .toList());
    }

    private static Element device(Element domain, String kind) {
        return DeviceKinds.in(domain).stream().filter(d -> d.name().equals(kind)).findFirst().orElseThrow();
    }

    @Test
    void whatItsOwnerDidntWriteIsTheFormats() {
        Lock lock = lock(VM);
        assertThat(held(lock, "disk/target@bus")).isEqualTo("virtio format");
        assertThat(held(lock, "disk@device")).isEqualTo("disk format");
        assertThat(held(lock, "disk/driver@type")).isEqualTo("qcow2 format");
        assertThat(held(lock, "interface/model@type")).isEqualTo("virtio format");
        assertThat(held(lock, "domain/os/type@arch")).isEqualTo("x86_64 format");
        assertThat(held(lock, "domain/os/type@machine")).isEqualTo("pc-q35-7.0 toy 9.0.0");
        assertThat(held(lock, "domain/memory")).isEqualTo("1048576 format");
    }

    @Test
    void whatItsOwnerWroteIsTheOwnersThoughTheFormatWouldSayTheSame() {
        Lock lock = lock("machine: q35\narch: x86_64\n" + VM
                .replace("qcow2\n", "qcow2\n    format: qcow2\n    model: virtio-blk\n")
                .replace("type: user", "type: user\n    model: virtio"));
        assertThat(held(lock, "disk/target@bus")).isEqualTo("virtio owner");
        assertThat(held(lock, "disk/source@file")).isEqualTo("/root.qcow2 owner");
        assertThat(held(lock, "disk/driver@type")).isEqualTo("qcow2 owner");
        assertThat(held(lock, "interface/model@type")).isEqualTo("virtio owner");
        assertThat(held(lock, "domain/os/type@arch")).isEqualTo("x86_64 owner");
        assertThat(held(lock, "domain/os/type@machine")).isEqualTo("pc-q35-7.0 toy 9.0.0 q35");
    }

    @Test
    void theFilesNameIsItsOwnersWord() {
        assertThat(held(lock(VM), "domain/name")).isEqualTo("vm owner");
    }

    @Test
    void writingItBackIntoTheSpecDoesntMakeItTheOwners() {
        Completion done = Holdfast.complete(yaml(VM), null, host);
        assertThat(done.spec().text()).contains("model: virtio-blk", "model: virtio\n");
        Completion again = Holdfast.complete(done.spec(), done.lock(), host);
        for (String path : List.of("disk/target@bus", "interface/model@type", "domain/os/type@arch", "domain/memory")) {
            assertThat(held(again.lock(), path)).isEqualTo(held(done.lock(), path)).endsWith(" format");
        }
        assertThat(again.additions()).isEmpty();
        assertThat(Holdfast.complete(done.spec(), null, host).additions()).isEmpty();
    }

    @Test
    void isNoAddition() {
        assertThat(Holdfast.complete(yaml(VM), null, host).additions())
                .extracting(Addition::what)
                .contains("target@dev")
                .doesNotContain("target@bus", "driver@type", "driver@name", "model@type", "os/type@arch");
    }

    @Test
    void theLockHoldsItWhereTheFormatSaysSomethingElseByNow() {
        Lock before = lock("machine: pc-q35-6.0\n" + VM
                .replace("qcow2\n", "qcow2\n    bus: sata\n    target: sda\n")
                .replace("type: user", "type: user\n    model: e1000"));
        Lock then = formerly(before, "sata", "sda", "e1000", "pc-q35-6.0");
        for (String text : List.of(VM, VM.replace("- type", "- boot: 1\n    type"))) {
            Completion now = Holdfast.complete(yaml(text), then, host);
            assertThat(now.removed()).isEmpty();
            assertThat(device(now.domain(), "disk").value("target@bus")).isEqualTo("sata");
            assertThat(device(now.domain(), "interface").value("model@type")).isEqualTo("e1000");
            assertThat(now.domain().value("os/type@machine")).isEqualTo("pc-q35-6.0");
            assertThat(held(now.lock(), "disk/target@bus")).isEqualTo("sata format");
            assertThat(device(now.domain(), "disk").child("address"))
                    .isEqualTo(device(then.toDomain(), "disk").child("address"));
        }
        assertThat(Holdfast.complete(yaml(VM), then, host).lock()).isSameAs(then);
    }

    @Test
    void whatOnlyTheHostSeesFollowsTheFormat() {
        Completion now = Holdfast.complete(yaml(VM.replace("qcow2", "raw")), lock(VM), host);
        assertThat(device(now.domain(), "disk").value("driver@type")).isEqualTo("raw");
        assertThat(held(now.lock(), "disk/driver@type")).isEqualTo("raw format");
    }

    @Test
    void anOwnersWordThatWasTakenBackLeavesItToTheFormatAgain() {
        Lock sata = lock(VM.replace("qcow2\n", "qcow2\n    bus: sata\n"));
        Completion now = Holdfast.complete(yaml(VM), sata, host);
        assertThat(now.removed()).hasSize(1);
        assertThat(device(now.domain(), "disk").value("target@bus")).isEqualTo("virtio");
    }

    @Test
    void whatIsTurnedOffIsNotFilledIn() {
        String text = VM.replace("qcow2\n", "qcow2\n    device: null\n");
        Completion now = Holdfast.complete(yaml(text), lock(text), host);
        assertThat(held(now.lock(), "disk@device")).isEqualTo(held(lock(text), "disk@device"));
    }

    @Test
    void isTheFormatsInWhatWasReadOutOfADefinition() {
        Applied applied = Holdfast.apply(yaml(VM), null, host, AbiChanges.REFUSE, Drift.REFUSE);
        Lock found = Holdfast.apply(yaml(VM), null, host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
        assertThat(found.holdsSameAs(applied.completion().lock())).isTrue();
        String edited = VM + "title: edited\n";
        Lock recovered = Holdfast.apply(yaml(edited), null, host, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
        assertThat(held(recovered, "disk/target@bus")).isEqualTo("virtio format");
        assertThat(held(recovered, "domain/title")).isEqualTo("edited owner");
    }
}

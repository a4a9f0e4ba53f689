package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** What the operator and the hook are to do together, on whatever cluster. */
final class OperatorCases {

    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata:
              name: web
              namespace: %s
            spec:
              runStrategy: Always
              template:
                metadata:
                  annotations:
                    team: shop
                spec:
                  domain:
                    machine:
                      type: %s
                    firmware:
                      uuid: 5d307ca9-b3ef-428c-8861-06e72d69f223
                    resources:
                      requests:
                        memory: 3Gi
                    devices:
                      disks:
                      - name: root
                        disk:
                          bus: virtio
                      - name: data
                        disk:
                          bus: virtio
                      - name: iso
                        cdrom:
                          bus: sata
                      interfaces:
                      - name: default
                        masquerade: {}
                        macAddress: 52:54:00:aa:bb:01
                      rng: {}
                  networks:
                  - name: default
                    pod: {}
                  volumes:
                  - name: root
                    persistentVolumeClaim:
                      claimName: root
                  - name: data
                    persistentVolumeClaim:
                      claimName: data
                  - name: iso
                    persistentVolumeClaim:
                      claimName: iso
            """;

    private static final String MACHINE = "pc-q35-5.2";
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("holdfast.patience", 30));

    private final Cluster cluster;
    private final String namespace;
    private final ToyKubeVirt kubeVirt;
    private boolean kubeVirtTells = true;

    private OperatorCases(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.kubeVirt = new ToyKubeVirt(cluster.client());
    }

    private record Case(String name, Consumer<OperatorCases> run) {}

    private static final List<Case> CASES = List.of(
            new Case("a running VM is pinned", OperatorCases::pinned),
            new Case("restarted with other port schemes on other libvirts nothing moves", OperatorCases::restarted),
            new Case("without the hook devices move, which is told, and the lock stays", OperatorCases::drifted),
            new Case("an edit moves nothing that stays, and the lock follows it", OperatorCases::edited),
            new Case("what an owner accepts is locked", OperatorCases::accepted),
            new Case("a lock that was edited by hand is told of and kept", OperatorCases::editedByHand),
            new Case("a copy keeps the hardware and gets an identity of its own", OperatorCases::copied),
            new Case("nothing is written once nothing changes", OperatorCases::steady),
            new Case("an operator that is started again does nothing anew", OperatorCases::startedAgain),
            new Case("killed at any write, the next one finishes it", OperatorCases::killed),
            new Case("of two operators one works, and when it stops or dies the other", OperatorCases::takingTurns),
            new Case("where KubeVirt doesn't tell a VM what its instance was told, the operator does", OperatorCases::untold),
            new Case("pinned natively, addresses are in the VM's fields", OperatorCases::natively),
            new Case("an owner who wants none of it gets none of it", OperatorCases::none));

    private static final List<Case> WHERE_APPLY_IS_KUBERNETES_OWN = List.of(
            new Case("somebody else's annotation is told of and kept", OperatorCases::conflicting),
            new Case("a VM that was deleted meanwhile isn't made again", OperatorCases::deletedMeanwhile),
            new Case("a VM that was changed meanwhile isn't overwritten", OperatorCases::changedMeanwhile));

    static Stream<DynamicTest> on(Cluster cluster) {
        String run = Long.toString(System.nanoTime(), 36);
        Stream<Case> cases = cluster.appliesAsKubernetes()
                ? Stream.concat(CASES.stream(), WHERE_APPLY_IS_KUBERNETES_OWN.stream())
                : CASES.stream();
        return cases.map(one -> DynamicTest.dynamicTest(one.name(), () -> {
            OperatorCases here = new OperatorCases(cluster, "t" + run + "-" + Integer.toHexString(one.name().hashCode()));
            try {
                one.run().accept(here);
            } finally {
                here.tidy();
            }
        }));
    }

    private void pinned() {
        create("web");
        try (Operator operator = operator()) {
            Element defined = start(cluster.newest(), PortScheme.V1, true);
            await(() -> lock("web") != null);
            await(() -> condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
            assertThat(LockAnnotation.unpack(lock("web"))).contains(address(defined, "ua-root"));
            assertThat(vm("web").templateAnnotations()).containsEntry("team", "shop");
            if (cluster.appliesAsKubernetes()) {
                assertThat(vm("web").getMetadata().getManagedFields())
                        .extracting(ManagedFieldsEntry::getManager)
                        .contains("holdfast");
            }
            assertThat(operator.metrics()).contains("holdfast_decisions_total{decision=\"written\"}");
        }
    }

    private void restarted() {
        create("web");
        try (Operator _ = operator()) {
            Element first = start(cluster.oldest(), PortScheme.V1, true);
            await(() -> lock("web") != null);
            for (PortScheme scheme : List.of(PortScheme.V2, PortScheme.V3, PortScheme.V1)) {
                for (Libvirts host : cluster.hosts()) {
                    kubeVirt.stop(namespace, "web");
                    assertThat(places(start(host, scheme, true))).isEqualTo(places(first));
                }
            }
            await(() -> condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
        }
    }

    private void drifted() {
        create("web");
        try (Operator _ = operator()) {
            Element first = start(cluster.newest(), PortScheme.V1, false);
            await(() -> lock("web") != null);
            String lock = lock("web");
            kubeVirt.stop(namespace, "web");
            Element second = start(cluster.newest(), PortScheme.V2, false);
            assertThat(places(second)).isNotEqualTo(places(first));
            await(() -> condition("web").filter(c -> c.type().equals("Drifted")).isPresent());
            assertThat(condition("web").orElseThrow().message()).contains("disk vda: address@bus");
            assertThat(lock("web")).isEqualTo(lock);
        }
    }

    private void edited() {
        create("web");
        try (Operator _ = operator()) {
            Element first = start(cluster.oldest(), PortScheme.V1, true);
            await(() -> lock("web") != null);
            String lock = lock("web");
            kubeVirt.stop(namespace, "web");
            edit("web", spec -> {
                ArrayNode disks = (ArrayNode) spec.at("/template/spec/domain/devices/disks");
                disks.insertObject(0).put("name", "new").putObject("disk").put("bus", "virtio");
                disks.remove(2);
                ArrayNode volumes = (ArrayNode) spec.at("/template/spec/volumes");
                volumes.remove(1);
                volumes.addObject().put("name", "new").putObject("persistentVolumeClaim").put("claimName", "new");
            });
            Element second = start(cluster.newest(), PortScheme.V1, true);
            Map<String, String> stayed = places(first);
            stayed.remove("ua-data");
            assertThat(places(second)).containsAllEntriesOf(stayed).containsKey("ua-new").doesNotContainKey("ua-data");
            await(() -> !lock.equals(lock("web")));
            assertThat(LockAnnotation.unpack(lock("web"))).contains("id: new").doesNotContain("id: data");
        }
    }

    private void accepted() {
        create("web");
        try (Operator _ = operator()) {
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> lock("web") != null);
            String lock = lock("web");
            kubeVirt.stop(namespace, "web");
            edit("web", spec -> {
                ((ObjectNode) spec.at("/template/spec/domain/devices/interfaces/0")).put("model", "e1000e");
                ((ObjectNode) spec.at("/template/metadata/annotations")).put("holdfast.dev/accept-abi-change", "true");
            });
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> !lock.equals(lock("web")));
            assertThat(LockAnnotation.unpack(lock("web"))).contains("e1000e");
        }
    }

    private void editedByHand() {
        create("web");
        String forged = LockAnnotation.pack("holdfast: 1\n").replace("sha256:", "sha256:0").replaceAll("(sha256:.{64}).", "$1");
        edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put(LockAnnotation.KEY, forged));
        try (Operator _ = operator()) {
            await(() -> condition("web").filter(c -> c.type().equals("CannotPin")).isPresent());
            assertThat(condition("web").orElseThrow().reason()).isEqualTo("LockUnusable");
            assertThat(lock("web")).isEqualTo(forged);
            if (cluster.hasEvents()) {
                assertThat(cluster.client().v1().events().inNamespace(namespace).list().getItems()).hasSize(1);
            }
        }
    }

    private void copied() {
        create("web");
        try (Operator _ = operator()) {
            Element first = start(cluster.newest(), PortScheme.V1, true);
            await(() -> lock("web") != null);
            VirtualMachine copy = vm("web");
            copy.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName("copy").build());
            copy.setStatus(null);
            ((ObjectNode) copy.getSpec().at("/template/spec/domain/firmware")).put("uuid", "11111111-b3ef-428c-8861-06e72d69f223");
            ((ObjectNode) copy.getSpec().at("/template/spec/domain/devices/interfaces/0")).put("macAddress", "52:54:00:aa:bb:02");
            cluster.client().resource(copy).create();
            Element second = kubeVirt.start(namespace, "copy", cluster.newest(), PortScheme.V2, true);
            assertThat(places(second)).isEqualTo(places(first));
            await(() -> !lock("web").equals(lock("copy")));
            assertThat(LockAnnotation.unpack(lock("copy"))).contains("52:54:00:aa:bb:02").contains("11111111-b3ef-428c-8861-06e72d69f223");
            await(() -> condition("copy").filter(c -> c.type().equals("Pinned")).isPresent());
        }
    }

    private void steady() {
        create("web");
        try (Operator _ = operator()) {
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
            settled("web");
            String version = vm("web").getMetadata().getResourceVersion();
            edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("team", "stock"));
            String edited = settled("web");
            assertThat(edited).isNotEqualTo(version);
            assertThat(vm("web").templateAnnotations()).containsEntry("team", "stock");
        }
    }

    private void startedAgain() {
        create("web");
        try (Operator _ = operator()) {
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
        }
        String version = settled("web");
        try (Operator operator = operator()) {
            await(() -> operator.metrics().contains("holdfast_decisions_total{decision=\"held\"}"));
            assertThat(settled("web")).isEqualTo(version);
        }
    }

    private void killed() {
        for (int write = 1; write <= 4; write++) {
            for (boolean afterwards : List.of(false, true)) {
                create("web");
                Element first = start(cluster.oldest(), PortScheme.V1, true);
                Killing killing = new Killing(write, afterwards);
                KubernetesClient dying = cluster.clientWith(killing);
                try (dying;
                        Operator _ = operator(dying)) {
                    await(() -> killing.isDead() || condition("web").isPresent());
                }
                try (Operator _ = operator()) {
                    await(() -> condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
                    String lock = lock("web");
                    kubeVirt.stop(namespace, "web");
                    assertThat(places(start(cluster.newest(), PortScheme.V2, true))).isEqualTo(places(first));
                    settled("web");
                    assertThat(LockAnnotation.unpack(lock)).contains("generation: 1");
                    assertThat(condition("web").orElseThrow().type()).isEqualTo("Pinned");
                }
                tidy();
                await(() -> cluster.client().resources(VirtualMachine.class).inNamespace(namespace).list().getItems().isEmpty());
            }
        }
    }

    private void takingTurns() {
        create("web");
        Killing second = Killing.never();
        try (Replicas replicas = new Replicas(cluster, kubeVirt, namespace);
                Replicas.Member a = replicas.start(Killing.never())) {
            await(a::works);
            try (Replicas.Member b = replicas.start(second)) {
                await(b::waits);
                start(cluster.newest(), PortScheme.V1, true);
                await(() -> lock("web") != null);
                assertThat(a.operator().metrics()).contains("decision=\"written\"");
                assertThat(b.operator().metrics()).doesNotContain("decision=\"written\"");
                a.operator().close();
                await(b::works);
                assertThat(a.hasLost()).as("stopped of its own").isFalse();
                try (Replicas.Member c = replicas.start(Killing.never())) {
                    await(c::waits);
                    second.die();
                    await(b::hasLost);
                    await(c::works);
                    String lock = lock("web");
                    edit("web", spec -> {
                        ((ArrayNode) spec.at("/template/spec/domain/devices/disks")).remove(2);
                        ((ArrayNode) spec.at("/template/spec/volumes")).remove(2);
                    });
                    kubeVirt.stop(namespace, "web");
                    start(cluster.newest(), PortScheme.V1, true);
                    await(() -> !Objects.equals(lock, lock("web")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void untold() {
        kubeVirtTells = false;
        create("web");
        try (Operator _ = operator(cluster.client(), Duration.ofSeconds(2))) {
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
        }
    }

    private void natively() {
        create("web");
        edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("holdfast.dev/pin", "native"));
        try (Operator _ = operator()) {
            Element first = start(cluster.newest(), PortScheme.V1, false);
            await(() -> condition("web").filter(c -> c.reason().equals("FieldsWritten")).isPresent());
            settled("web");
            JsonNode devices = vm("web").getSpec().at("/template/spec/domain/devices");
            assertThat(devices.at("/disks/0/disk/pciAddress").asText()).isEqualTo("0000:" + address(first, "ua-root").substring(2) + ":00.0");
            assertThat(devices.at("/interfaces/0/pciAddress").asText()).endsWith(":00.0");
            assertThat(lock("web")).isNull();
            kubeVirt.stop(namespace, "web");
            Map<String, String> named = places(first);
            named.keySet().retainAll(Set.of("ua-root", "ua-data", "ua-default"));
            assertThat(places(start(cluster.newest(), PortScheme.V2, false))).containsAllEntriesOf(named);
        }
    }

    private void none() {
        create("web");
        edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("holdfast.dev/pin", "none"));
        try (Operator operator = operator()) {
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> operator.metrics().contains("left-alone"));
            settled("web");
            assertThat(lock("web")).isNull();
            assertThat(condition("web")).isEmpty();
        }
    }

    private void conflicting() {
        create("web");
        VirtualMachine theirs = new VirtualMachine();
        theirs.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName("web").build());
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("template").putObject("metadata").putObject("annotations").put(LockAnnotation.KEY, "");
        theirs.setSpec(spec);
        cluster.client().resource(theirs).patch(new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("argocd").withForce(true).build());
        try (Operator _ = operator()) {
            start(cluster.newest(), PortScheme.V1, true);
            await(() -> condition("web").filter(c -> c.reason().equals("FieldConflict")).isPresent());
            assertThat(condition("web").orElseThrow().message()).contains("argocd");
            assertThat(lock("web")).isEmpty();
        }
    }

    private void deletedMeanwhile() {
        VirtualMachine vm = create("web");
        cluster.client().resource(vm).delete();
        await(() -> cluster.client().resource(vm).get() == null);
        assertThat(refused(() -> LockPatch.apply(cluster.client(), vm, LockAnnotation.pack("x")))).isTrue();
        assertThat(cluster.client().resource(vm).get()).isNull();
    }

    private void changedMeanwhile() {
        VirtualMachine vm = create("web");
        edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("team", "stock"));
        assertThat(refused(() -> LockPatch.apply(cluster.client(), vm, LockAnnotation.pack("x")))).isTrue();
        assertThat(lock("web")).isNull();
    }

    private static boolean refused(Runnable write) {
        try {
            write.run();
            return false;
        } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
            return e.getCode() == java.net.HttpURLConnection.HTTP_CONFLICT;
        }
    }

    private Operator operator() {
        return operator(cluster.client());
    }

    private Operator operator(KubernetesClient client) {
        return operator(client, Duration.ofMinutes(1));
    }

    private Operator operator(KubernetesClient client, Duration patience) {
        Operator operator = new Operator(
                client,
                kubeVirt,
                new Operator.Options(Set.of(namespace), 2, -1, null),
                turn -> {},
                new Operator.Waiting(patience, Duration.ofSeconds(15)));
        operator.start();
        return operator;
    }

    private VirtualMachine create(String name) {
        VirtualMachine vm = Serialization.unmarshal(VM.formatted(namespace, MACHINE), VirtualMachine.class);
        vm.getMetadata().setName(name);
        return cluster.client().resource(vm).create();
    }

    private Element start(Libvirts host, PortScheme scheme, boolean hooked) {
        return kubeVirt.start(namespace, "web", host, scheme, hooked);
    }

    private VirtualMachine vm(String name) {
        return cluster.client().resources(VirtualMachine.class).inNamespace(namespace).withName(name).require();
    }

    private @Nullable String lock(String name) {
        return vm(name).templateAnnotations().get(LockAnnotation.KEY);
    }

    private Optional<Conditions.Condition> condition(String name) {
        return Conditions.told(vm(name).getStatus());
    }

    private void edit(String name, Consumer<ObjectNode> change) {
        cluster.client().resources(VirtualMachine.class).inNamespace(namespace).withName(name).edit(vm -> {
            change.accept((ObjectNode) vm.getSpec());
            return vm;
        });
    }

    /** The version that the VM keeps for a while. */
    private String settled(String name) {
        String version = "";
        for (int same = 0; same < 15; ) {
            String now = vm(name).getMetadata().getResourceVersion();
            same = now.equals(version) ? same + 1 : 0;
            version = now;
            pause();
        }
        return version;
    }

    private void tidy() {
        for (String name : List.of("web", "copy")) {
            kubeVirt.stop(namespace, name);
        }
        cluster.client().resources(VirtualMachine.class).inNamespace(namespace).delete();
    }

    private static Map<String, String> places(Element domain) {
        Map<String, String> places = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            String alias = device.value("alias@name");
            String known = alias != null ? alias : device.name().equals("memballoon") ? "memballoon" : null;
            if (known != null) {
                places.put(known, address(device));
            }
        }
        return places;
    }

    private static String address(Element domain, String alias) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> alias.equals(device.value("alias@name")))
                .map(device -> String.valueOf(device.value("address@bus")))
                .findFirst()
                .orElseThrow();
    }

    private static String address(Element device) {
        Element address = device.child("address");
        return address == null ? "" : new TreeMap<>(address.attributes()).toString();
    }

    private void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("gave up waiting at " + told()).isBefore(end);
            pause();
        }
    }

    private String told() {
        return cluster.client().resources(VirtualMachine.class).inNamespace(namespace).list().getItems().stream()
                .map(vm -> vm.label() + ": " + Conditions.told(vm.getStatus()))
                .toList()
                .toString();
    }

    private void pause() {
        if (kubeVirtTells) {
            kubeVirt.tell(namespace);
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

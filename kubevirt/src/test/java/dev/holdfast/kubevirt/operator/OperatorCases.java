package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What the operator and the hook are to do together, on whatever cluster. */
final class OperatorCases {

    private final Cluster cluster;
    private final String namespace;
    private final TestVms vms;

    private OperatorCases(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.vms = new TestVms(cluster, namespace);
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
                here.vms.tidy();
            }
        }));
    }

    private void pinned() {
        vms.create("web");
        try (Operator operator = vms.operator()) {
            Element defined = vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.lock("web") != null);
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
            assertThat(LockAnnotation.unpack(vms.lock("web"))).contains(TestVms.address(defined, "ua-root"));
            assertThat(vms.vm("web").templateAnnotations()).containsEntry("team", "shop");
            if (cluster.appliesAsKubernetes()) {
                assertThat(vms.vm("web").getMetadata().getManagedFields())
                        .extracting(ManagedFieldsEntry::getManager)
                        .contains("holdfast");
            }
            assertThat(operator.metrics()).contains("holdfast_decisions_total{decision=\"written\"}");
        }
    }

    private void restarted() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            Element first = vms.start(cluster.oldest(), PortScheme.V1, true);
            vms.await(() -> vms.lock("web") != null);
            for (PortScheme scheme : List.of(PortScheme.V2, PortScheme.V3, PortScheme.V1)) {
                for (Libvirts host : cluster.hosts()) {
                    vms.stop("web");
                    assertThat(TestVms.places(vms.start(host, scheme, true))).isEqualTo(TestVms.places(first));
                }
            }
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
        }
    }

    private void drifted() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            Element first = vms.start(cluster.newest(), PortScheme.V1, false);
            vms.await(() -> vms.lock("web") != null);
            String lock = vms.lock("web");
            vms.stop("web");
            Element second = vms.start(cluster.newest(), PortScheme.V2, false);
            assertThat(TestVms.places(second)).isNotEqualTo(TestVms.places(first));
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Drifted")).isPresent());
            assertThat(vms.condition("web").orElseThrow().message()).contains("disk vda: address@bus");
            assertThat(vms.lock("web")).isEqualTo(lock);
        }
    }

    private void edited() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            Element first = vms.start(cluster.oldest(), PortScheme.V1, true);
            vms.await(() -> vms.lock("web") != null);
            String lock = vms.lock("web");
            vms.stop("web");
            vms.edit("web", spec -> {
                ArrayNode disks = (ArrayNode) spec.at("/template/spec/domain/devices/disks");
                disks.insertObject(0).put("name", "new").putObject("disk").put("bus", "virtio");
                disks.remove(2);
                ArrayNode volumes = (ArrayNode) spec.at("/template/spec/volumes");
                volumes.remove(1);
                volumes.addObject().put("name", "new").putObject("persistentVolumeClaim").put("claimName", "new");
            });
            Element second = vms.start(cluster.newest(), PortScheme.V1, true);
            Map<String, String> stayed = TestVms.places(first);
            stayed.remove("ua-data");
            assertThat(TestVms.places(second)).containsAllEntriesOf(stayed).containsKey("ua-new").doesNotContainKey("ua-data");
            vms.await(() -> !lock.equals(vms.lock("web")));
            assertThat(LockAnnotation.unpack(vms.lock("web"))).contains("id: new").doesNotContain("id: data");
        }
    }

    private void accepted() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.lock("web") != null);
            String lock = vms.lock("web");
            vms.stop("web");
            vms.edit("web", spec -> {
                ((ObjectNode) spec.at("/template/spec/domain/devices/interfaces/0")).put("model", "e1000e");
                ((ObjectNode) spec.at("/template/metadata/annotations")).put("holdfast.dev/accept-abi-change", "true");
            });
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> !lock.equals(vms.lock("web")));
            assertThat(LockAnnotation.unpack(vms.lock("web"))).contains("e1000e");
        }
    }

    private void editedByHand() {
        vms.create("web");
        String forged = LockAnnotation.pack("holdfast: 1\n").replace("sha256:", "sha256:0").replaceAll("(sha256:.{64}).", "$1");
        vms.edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put(LockAnnotation.KEY, forged));
        try (Operator _ = vms.operator()) {
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("CannotPin")).isPresent());
            assertThat(vms.condition("web").orElseThrow().reason()).isEqualTo("LockUnusable");
            assertThat(vms.lock("web")).isEqualTo(forged);
            if (cluster.hasEvents()) {
                assertThat(cluster.client().v1().events().inNamespace(namespace).list().getItems()).hasSize(1);
            }
        }
    }

    private void copied() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            Element first = vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.lock("web") != null);
            VirtualMachine copy = vms.vm("web");
            copy.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName("copy").build());
            copy.setStatus(null);
            ((ObjectNode) copy.getSpec().at("/template/spec/domain/firmware")).put("uuid", "11111111-b3ef-428c-8861-06e72d69f223");
            ((ObjectNode) copy.getSpec().at("/template/spec/domain/devices/interfaces/0")).put("macAddress", "52:54:00:aa:bb:02");
            cluster.client().resource(copy).create();
            Element second = vms.start("copy", cluster.newest(), PortScheme.V2, true);
            assertThat(TestVms.places(second)).isEqualTo(TestVms.places(first));
            vms.await(() -> !vms.lock("web").equals(vms.lock("copy")));
            assertThat(LockAnnotation.unpack(vms.lock("copy"))).contains("52:54:00:aa:bb:02").contains("11111111-b3ef-428c-8861-06e72d69f223");
            vms.await(() -> vms.condition("copy").filter(c -> c.type().equals("Pinned")).isPresent());
        }
    }

    private void steady() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
            vms.settled("web");
            String version = vms.vm("web").getMetadata().getResourceVersion();
            vms.edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("team", "stock"));
            String edited = vms.settled("web");
            assertThat(edited).isNotEqualTo(version);
            assertThat(vms.vm("web").templateAnnotations()).containsEntry("team", "stock");
        }
    }

    private void startedAgain() {
        vms.create("web");
        try (Operator _ = vms.operator()) {
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
        }
        String version = vms.settled("web");
        try (Operator operator = vms.operator()) {
            vms.await(() -> operator.metrics().contains("holdfast_decisions_total{decision=\"held\"}"));
            assertThat(vms.settled("web")).isEqualTo(version);
        }
    }

    private void killed() {
        for (int write = 1; write <= 4; write++) {
            for (boolean afterwards : List.of(false, true)) {
                vms.create("web");
                Element first = vms.start(cluster.oldest(), PortScheme.V1, true);
                Killing killing = new Killing(write, afterwards);
                KubernetesClient dying = cluster.clientWith(killing);
                try (dying;
                        Operator _ = vms.operator(dying)) {
                    vms.await(() -> killing.isDead() || vms.condition("web").isPresent());
                }
                try (Operator _ = vms.operator()) {
                    vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
                    String lock = vms.lock("web");
                    vms.stop("web");
                    assertThat(TestVms.places(vms.start(cluster.newest(), PortScheme.V2, true))).isEqualTo(TestVms.places(first));
                    vms.settled("web");
                    assertThat(LockAnnotation.unpack(lock)).contains("generation: 1");
                    assertThat(vms.condition("web").orElseThrow().type()).isEqualTo("Pinned");
                }
                vms.tidy();
                vms.await(() -> cluster.client().resources(VirtualMachine.class).inNamespace(namespace).list().getItems().isEmpty());
            }
        }
    }

    private void takingTurns() {
        vms.create("web");
        Killing second = Killing.never();
        try (Replicas replicas = new Replicas(cluster, vms.kubeVirt(), namespace);
                Replicas.Member a = replicas.start(Killing.never())) {
            vms.await(a::works);
            try (Replicas.Member b = replicas.start(second)) {
                vms.await(b::waits);
                vms.start(cluster.newest(), PortScheme.V1, true);
                vms.await(() -> vms.lock("web") != null);
                assertThat(a.operator().metrics()).contains("decision=\"written\"");
                assertThat(b.operator().metrics()).doesNotContain("decision=\"written\"");
                a.operator().close();
                vms.await(b::works);
                assertThat(a.hasLost()).as("stopped of its own").isFalse();
                try (Replicas.Member c = replicas.start(Killing.never())) {
                    vms.await(c::waits);
                    second.die();
                    vms.await(b::hasLost);
                    vms.await(c::works);
                    String lock = vms.lock("web");
                    vms.edit("web", spec -> {
                        ((ArrayNode) spec.at("/template/spec/domain/devices/disks")).remove(2);
                        ((ArrayNode) spec.at("/template/spec/volumes")).remove(2);
                    });
                    vms.stop("web");
                    vms.start(cluster.newest(), PortScheme.V1, true);
                    vms.await(() -> !Objects.equals(lock, vms.lock("web")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void untold() {
        vms.withoutTelling();
        vms.create("web");
        try (Operator _ = vms.operator(cluster.client(), Duration.ofSeconds(2))) {
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.condition("web").filter(c -> c.type().equals("Pinned")).isPresent());
        }
    }

    private void natively() {
        vms.create("web");
        vms.edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("holdfast.dev/pin", "native"));
        try (Operator _ = vms.operator()) {
            Element first = vms.start(cluster.newest(), PortScheme.V1, false);
            vms.await(() -> vms.condition("web").filter(c -> c.reason().equals("FieldsWritten")).isPresent());
            vms.settled("web");
            JsonNode devices = vms.vm("web").getSpec().at("/template/spec/domain/devices");
            assertThat(devices.at("/disks/0/disk/pciAddress").asText()).isEqualTo("0000:" + TestVms.address(first, "ua-root").substring(2) + ":00.0");
            assertThat(devices.at("/interfaces/0/pciAddress").asText()).endsWith(":00.0");
            assertThat(vms.lock("web")).isNull();
            vms.stop("web");
            Map<String, String> named = TestVms.places(first);
            named.keySet().retainAll(Set.of("ua-root", "ua-data", "ua-default"));
            assertThat(TestVms.places(vms.start(cluster.newest(), PortScheme.V2, false))).containsAllEntriesOf(named);
        }
    }

    private void none() {
        vms.create("web");
        vms.edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("holdfast.dev/pin", "none"));
        try (Operator operator = vms.operator()) {
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> operator.metrics().contains("left-alone"));
            vms.settled("web");
            assertThat(vms.lock("web")).isNull();
            assertThat(vms.condition("web")).isEmpty();
        }
    }

    private void conflicting() {
        vms.create("web");
        VirtualMachine theirs = new VirtualMachine();
        theirs.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName("web").build());
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("template").putObject("metadata").putObject("annotations").put(LockAnnotation.KEY, "");
        theirs.setSpec(spec);
        cluster.client().resource(theirs).patch(new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("argocd").withForce(true).build());
        try (Operator _ = vms.operator()) {
            vms.start(cluster.newest(), PortScheme.V1, true);
            vms.await(() -> vms.condition("web").filter(c -> c.reason().equals("FieldConflict")).isPresent());
            assertThat(vms.condition("web").orElseThrow().message()).contains("argocd");
            assertThat(vms.lock("web")).isEmpty();
        }
    }

    private void deletedMeanwhile() {
        VirtualMachine vm = vms.create("web");
        cluster.client().resource(vm).delete();
        vms.await(() -> cluster.client().resource(vm).get() == null);
        assertThat(refused(() -> LockPatch.apply(cluster.client(), vm, LockAnnotation.pack("x")))).isTrue();
        assertThat(cluster.client().resource(vm).get()).isNull();
    }

    private void changedMeanwhile() {
        VirtualMachine vm = vms.create("web");
        vms.edit("web", spec -> ((ObjectNode) spec.at("/template/metadata/annotations")).put("team", "stock"));
        assertThat(refused(() -> LockPatch.apply(cluster.client(), vm, LockAnnotation.pack("x")))).isTrue();
        assertThat(vms.lock("web")).isNull();
    }

    private static boolean refused(Runnable write) {
        try {
            write.run();
            return false;
        } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
            return e.getCode() == java.net.HttpURLConnection.HTTP_CONFLICT;
        }
    }
}

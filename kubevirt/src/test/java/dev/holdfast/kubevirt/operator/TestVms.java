package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The VMs of one case, in a namespace of their own, and the operators that see to them. */
final class TestVms {

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

    TestVms(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.kubeVirt = new ToyKubeVirt(cluster.client());
    }

    Operator operator() {
        return operator(cluster.client());
    }

    Operator operator(KubernetesClient client) {
        return operator(client, Duration.ofMinutes(1));
    }

    Operator operator(KubernetesClient client, Duration patience) {
        Operator operator = new Operator(
                client,
                kubeVirt,
                new Operator.Options(Set.of(namespace), 2, -1, null),
                turn -> {},
                new Operator.Waiting(patience, Duration.ofSeconds(15)));
        operator.start();
        return operator;
    }

    VirtualMachine create(String name) {
        VirtualMachine vm = Serialization.unmarshal(VM.formatted(namespace, MACHINE), VirtualMachine.class);
        vm.getMetadata().setName(name);
        return cluster.client().resource(vm).create();
    }

    /** Starts the VM called web. */
    Element start(Libvirts host, PortScheme scheme, boolean hooked) {
        return start("web", host, scheme, hooked);
    }

    Element start(String name, Libvirts host, PortScheme scheme, boolean hooked) {
        return kubeVirt.start(namespace, name, host, scheme, hooked);
    }

    void stop(String name) {
        kubeVirt.stop(namespace, name);
    }

    /** From now on VMs aren't told the conditions of their instances. */
    void withoutTelling() {
        kubeVirtTells = false;
    }

    ToyKubeVirt kubeVirt() {
        return kubeVirt;
    }

    VirtualMachine vm(String name) {
        return cluster.client().resources(VirtualMachine.class).inNamespace(namespace).withName(name).require();
    }

    @Nullable String lock(String name) {
        return vm(name).templateAnnotations().get(LockAnnotation.KEY);
    }

    Optional<Conditions.Condition> condition(String name) {
        return Conditions.told(vm(name).getStatus());
    }

    void edit(String name, Consumer<ObjectNode> change) {
        cluster.client().resources(VirtualMachine.class).inNamespace(namespace).withName(name).edit(vm -> {
            change.accept((ObjectNode) vm.getSpec());
            return vm;
        });
    }

    /** The version that the VM keeps for a while. */
    String settled(String name) {
        String version = "";
        for (int same = 0; same < 15; ) {
            String now = vm(name).getMetadata().getResourceVersion();
            same = now.equals(version) ? same + 1 : 0;
            version = now;
            pause();
        }
        return version;
    }

    void tidy() {
        for (String name : List.of("web", "copy")) {
            kubeVirt.stop(namespace, name);
        }
        cluster.client().resources(VirtualMachine.class).inNamespace(namespace).delete();
    }

    static Map<String, String> places(Element domain) {
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

    static String address(Element domain, String alias) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> alias.equals(device.value("alias@name")))
                .map(device -> String.valueOf(device.value("address@bus")))
                .findFirst()
                .orElseThrow();
    }

    static String address(Element device) {
        Element address = device.child("address");
        return address == null ? "" : new TreeMap<>(address.attributes()).toString();
    }

    void await(BooleanSupplier condition) {
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

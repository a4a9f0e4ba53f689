package dev.holdfast.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.domain.Element;
import dev.holdfast.kubevirt.operator.Definition;
import dev.holdfast.kubevirt.operator.Operator;
import dev.holdfast.kubevirt.operator.VirtualMachine;
import dev.holdfast.kubevirt.operator.VirtualMachineInstance;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** How long an operator takes for its first look at many VMs on a real API, and what it writes in steady state. */
public final class OperatorRun {

    private static final String NAMESPACE = "bench";
    private static final Duration ASKED = Duration.ofSeconds(60);
    private static final int COUNT = 5000;
    private static final int CLIENTS = 8;

    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: %s
            metadata:
              name: vm-%d
              namespace: bench
            spec:
            """;

    private static final String TEMPLATE = """
            domain:
              machine:
                type: q35
              resources:
                requests:
                  memory: 1Gi
              devices:
                disks:
                - name: root
                  disk:
                    bus: virtio
                - name: data
                  disk:
                    bus: virtio
                interfaces:
                - name: default
                  masquerade: {}
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
            """;

    private OperatorRun() {}

    /** Arguments: the kubeconfig's path, and how many VMs. */
    public static void main(String[] args) throws InterruptedException {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : COUNT;
        Config config = Config.fromKubeconfig(Path.of(args[0]).toFile());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            clear(client);
            forEach(count, number -> make(client, number));
            Planner planner = Planner.on(Platforms.newest());
            Instant start = Instant.now();
            try (Operator operator = new Operator(client, vm -> defined(planner, vm), new Operator.Options(Set.of(NAMESPACE), CLIENTS, -1, null))) {
                operator.start();
                while (written(operator) < count && within(start)) {
                    Thread.sleep(50);
                }
                Duration took = Duration.between(start, Instant.now());
                System.out.printf("first reconcile of %d VMs: %.1f s, %d locks written%n", count, took.toMillis() / 1000.0, written(operator));
                // The last ones are decided, and still on their way.
                Thread.sleep(10_000);
                long locked = locked(client);
                int before = version(client);
                Thread.sleep(20_000);
                System.out.printf("%d of %d carry a lock; written in 20 s of steady state: %d%n", locked, count, version(client) - before);
                if (took.compareTo(ASKED) > 0 && count == COUNT || locked < count) {
                    System.exit(1);
                }
            } finally {
                clear(client);
            }
        }
    }

    private static boolean within(Instant start) {
        return Instant.now().isBefore(start.plus(ASKED.multipliedBy(5)));
    }

    private static int written(Operator operator) {
        return operator.metrics().lines()
                .filter(line -> line.startsWith("holdfast_decisions_total{decision=\"written\"}"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long locked(KubernetesClient client) {
        return client.resources(VirtualMachine.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(vm -> vm.getSpec().at("/template/metadata/annotations").has(LockAnnotation.KEY))
                .count();
    }

    /** The API counts each write to anything that it keeps. */
    private static int version(KubernetesClient client) {
        return Integer.parseInt(client.resources(VirtualMachine.class)
                .inNamespace(NAMESPACE)
                .list()
                .getMetadata()
                .getResourceVersion());
    }

    private static void make(KubernetesClient client, int number) {
        VirtualMachine vm = Serialization.unmarshal(
                VM.formatted("VirtualMachine", number)
                        + "  runStrategy: Always\n  template:\n    spec:\n" + TEMPLATE.indent(6),
                VirtualMachine.class);
        client.resource(vm).create();
        VirtualMachineInstance instance = Serialization.unmarshal(
                VM.formatted("VirtualMachineInstance", number) + TEMPLATE.indent(2), VirtualMachineInstance.class);
        VirtualMachineInstance made = client.resource(instance).create();
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("phase", "Running");
        made.setStatus(status);
        client.resource(made).updateStatus();
    }

    private static Optional<Definition> defined(Planner planner, VirtualMachineInstance instance) {
        Spec spec = Spec.parse("instance", Serialization.asJson(instance));
        String name = NAMESPACE + "_" + instance.getMetadata().getName();
        Element domain = spec.settle(spec.domain(), Set.of("qemu")).mapChild("name", element -> element.withText(name));
        return Optional.of(new Definition(planner.complete(domain), planner.platform()));
    }

    private static void clear(KubernetesClient client) {
        client.resources(VirtualMachine.class).inNamespace(NAMESPACE).delete();
        client.resources(VirtualMachineInstance.class).inNamespace(NAMESPACE).delete();
    }

    private static void forEach(int count, IntConsumer work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < count; i++) {
                int number = i;
                threads.execute(() -> work.accept(number));
            }
        }
    }
}

package dev.holdfast.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.domain.Element;
import dev.holdfast.kubevirt.operator.Definition;
import dev.holdfast.kubevirt.operator.DefinitionReader;
import dev.holdfast.kubevirt.operator.Kubeconfig;
import dev.holdfast.kubevirt.operator.Operator;
import dev.holdfast.kubevirt.operator.VirtualMachine;
import dev.holdfast.kubevirt.operator.VirtualMachineInstance;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Config config = Kubeconfig.read(Path.of(args[0]));
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            if (client.apiextensions().v1().customResourceDefinitions().withName("virtualmachines.kubevirt.io").get() == null) {
                System.err.println("This API doesn't know KubeVirt's kinds: give it the definitions of virtualmachines.kubevirt.io and"
                        + " virtualmachineinstances.kubevirt.io first");
                System.exit(2);
            }
            clear(client);
            Planner planner = Planner.on(Platforms.newest());
            Map<String, Definition> domains = new ConcurrentHashMap<>();
            forEach(count, number -> {
                VirtualMachineInstance instance = make(client, number);
                domains.put(instance.getMetadata().getName(), defined(planner, instance));
            });
            DefinitionReader reader = instance -> Optional.ofNullable(domains.get(instance.getMetadata().getName()));
            Instant start = Instant.now();
            try (Operator operator = new Operator(client, reader, new Operator.Options(Set.of(NAMESPACE), CLIENTS, -1, null))) {
                operator.start();
                while (written(operator) < count && within(start)) {
                    Thread.sleep(200);
                }
                Duration took = Duration.between(start, Instant.now());
                System.out.printf("first look at %d VMs: %.1f s until the last lock was written%n", count, seconds(took));
                Instant last = untilNothingIsWritten(client);
                System.out.printf("and until all was told: %.1f s; %d instances say so%n", seconds(Duration.between(start, last)), told(client));
                long locked = locked(client);
                forEach(count, number -> copyConditions(client, number));
                Thread.sleep(5_000);
                Set<String> before = versions(client);
                Thread.sleep(20_000);
                Set<String> after = versions(client);
                after.removeAll(before);
                System.out.printf("%d of %d carry a lock; written in 20 s of steady state: %d%n", locked, count, after.size());
                if (took.compareTo(ASKED) > 0 && count == COUNT || locked < count) {
                    System.exit(1);
                }
            } finally {
                clear(client);
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
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

    /** KubeVirt's part: a VirtualMachine is told what its instance was told. */
    private static void copyConditions(KubernetesClient client, int number) {
        String name = "vm-" + number;
        VirtualMachineInstance instance = client.resources(VirtualMachineInstance.class).inNamespace(NAMESPACE).withName(name).require();
        VirtualMachine vm = client.resources(VirtualMachine.class).inNamespace(NAMESPACE).withName(name).require();
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.set("conditions", instance.getStatus().get("conditions"));
        vm.setStatus(status);
        client.resource(vm).updateStatus();
    }

    /** When the last write was. */
    private static Instant untilNothingIsWritten(KubernetesClient client) throws InterruptedException {
        Instant last = Instant.now();
        int version = version(client);
        while (Instant.now().isBefore(last.plusSeconds(5))) {
            Thread.sleep(500);
            int now = version(client);
            if (now != version) {
                last = Instant.now();
                version = now;
            }
        }
        return last;
    }

    private static long told(KubernetesClient client) {
        return client.resources(VirtualMachineInstance.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(instance -> instance.getStatus().has("conditions"))
                .count();
    }

    private static Set<String> versions(KubernetesClient client) {
        return Stream.of(VirtualMachine.class, VirtualMachineInstance.class)
                .flatMap(kind -> client.resources(kind).inNamespace(NAMESPACE).list().getItems().stream())
                .map(object -> object.getMetadata().getUid() + " " + object.getMetadata().getResourceVersion())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The API counts each write to anything that it keeps. */
    private static int version(KubernetesClient client) {
        return Integer.parseInt(client.resources(VirtualMachine.class)
                .inNamespace(NAMESPACE)
                .list(new ListOptionsBuilder().withLimit(1L).build())
                .getMetadata()
                .getResourceVersion());
    }

    private static VirtualMachineInstance make(KubernetesClient client, int number) {
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
        return client.resource(made).updateStatus();
    }

    private static Definition defined(Planner planner, VirtualMachineInstance instance) {
        Spec spec = Spec.parse("instance", Serialization.asJson(instance));
        String name = NAMESPACE + "_" + instance.getMetadata().getName();
        Element domain = spec.settle(spec.domain(), Set.of("qemu")).mapChild("name", element -> element.withText(name));
        return new Definition(planner.complete(domain), planner.platform());
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

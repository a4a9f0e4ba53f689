package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real Kubernetes API of {@code kube-lab}, with KubeVirt's real kinds. */
final class KubeLab {

    private static final List<String> KINDS = List.of("crd-virtualmachines.yaml", "crd-virtualmachineinstances.yaml");

    /** A cluster has this kind built in; this API has none, and gets it as one more that is defined. */
    private static final String LEASES =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: leases.coordination.k8s.io
              annotations:
                api-approved.kubernetes.io: unapproved, stands in for the built-in kind
            spec:
              group: coordination.k8s.io
              scope: Namespaced
              names: {plural: leases, singular: lease, kind: Lease, listKind: LeaseList}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          acquireTime: {type: string, format: date-time}
                          renewTime: {type: string, format: date-time}
                          holderIdentity: {type: string}
                          leaseDurationSeconds: {type: integer, format: int32}
                          leaseTransitions: {type: integer, format: int32}
            """;

    private KubeLab() {}

    /** A client of it; null where this machine has none. */
    static @Nullable KubernetesClient client() {
        Path corpus = Path.of(System.getProperty("holdfast.corpus", "../../shared/corpus"));
        Path script = corpus.resolveSibling("lab").resolve("kube-lab");
        if (!Files.isExecutable(script)) {
            return null;
        }
        Config config = Config.fromKubeconfig(Path.of(run(script.toString(), "up")).toFile());
        KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        KINDS.forEach(kind -> install(client, read(corpus.resolve("kubevirt").resolve(kind))));
        install(client, LEASES);
        return client;
    }

    private static String read(Path definition) {
        try {
            return Files.readString(definition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install(KubernetesClient client, String definition) {
        var kinds = client.apiextensions().v1().customResourceDefinitions();
        String name = kinds.load(new ByteArrayInputStream(definition.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply()
                .getMetadata()
                .getName();
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .waitUntilCondition(
                        kind -> kind != null
                                && kind.getStatus() != null
                                && kind.getStatus().getConditions() != null
                                && kind.getStatus().getConditions().stream()
                                        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True")),
                        30,
                        java.util.concurrent.TimeUnit.SECONDS);
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

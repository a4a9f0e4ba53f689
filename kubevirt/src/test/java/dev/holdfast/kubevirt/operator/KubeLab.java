package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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
        KINDS.forEach(kind -> install(client, corpus.resolve("kubevirt").resolve(kind)));
        return client;
    }

    private static void install(KubernetesClient client, Path definition) {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(definition.toFile())
                .forceConflicts()
                .serverSideApply();
        String name = definition.getFileName().toString().replaceAll("crd-(.*)\\.yaml", "$1.kubevirt.io");
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

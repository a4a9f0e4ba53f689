package dev.holdfast.kubevirt.operator;

import dev.holdfast.Platform;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the libvirt in an instance's own pod, by {@code virsh} in virt-launcher's container. */
public final class LauncherDefinitions implements DefinitionReader {

    private static final String CREATED_BY = "kubevirt.io/created-by";
    private static final String CONTAINER = "compute";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LIBRARY = Pattern.compile("Using library: libvirt ([0-9.]+)");
    private static final Pattern HYPERVISOR = Pattern.compile("Running hypervisor: \\S+ ([0-9.]+)");

    private final KubernetesClient client;

    /** By this client's rights: to list pods and to run commands in them. */
    public LauncherDefinitions(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<Definition> read(VirtualMachineInstance instance) throws UnreadableException {
        try {
            Optional<Pod> pod = pod(instance);
            if (pod.isEmpty()) {
                return Optional.empty();
            }
            // By its name last and as one word of its own: whatever it is, it is no option.
            String domain = run(pod.get(), "virsh", "-q", "dumpxml", "--inactive", "--domain", instance.domainName());
            return Optional.of(new Definition(
                    XmlSource.parse(domain, "the domain of " + instance.domainName()),
                    platform(run(pod.get(), "virsh", "-q", "version"), domain)));
        } catch (KubernetesClientException e) {
            throw new UnreadableException("virt-launcher can't be asked: " + e.getMessage(), e);
        }
    }

    private Optional<Pod> pod(VirtualMachineInstance instance) {
        return client
                .pods()
                .inNamespace(instance.getMetadata().getNamespace())
                .withLabel(CREATED_BY, instance.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase()))
                .filter(pod -> instance.node().isEmpty() || instance.node().equals(pod.getSpec().getNodeName()))
                .findFirst();
    }

    private String run(Pod pod, String... command) throws UnreadableException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch watch = client.pods()
                .resource(pod)
                .inContainer(CONTAINER)
                .writingOutput(out)
                .writingError(err)
                .exec(command)) {
            // Null where the connection ended before the status came through.
            @Nullable Integer status = watch.exitCode().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!Objects.equals(status, 0)) {
                throw new UnreadableException(String.join(" ", command) + " in pod " + pod.getMetadata().getName()
                        + " ended with status " + status + ": " + err.toString(StandardCharsets.UTF_8).strip());
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (TimeoutException | ExecutionException e) {
            throw new UnreadableException(
                    String.join(" ", command) + " in pod " + pod.getMetadata().getName() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("Interrupted", e);
        }
    }

    /** What {@code virsh version} says of both. */
    static Platform platform(String said, String domain) throws UnreadableException {
        Matcher library = LIBRARY.matcher(said);
        Matcher hypervisor = HYPERVISOR.matcher(said);
        if (!library.find() || !hypervisor.find()) {
            throw new UnreadableException("virsh version in virt-launcher says neither libvirt's version nor QEMU's: " + said);
        }
        return new Platform(
                "libvirt",
                Version.parse(library.group(1)),
                Version.parse(hypervisor.group(1)),
                domain.contains("type='kvm'") ? Set.of("kvm", "qemu") : Set.of("qemu"));
    }
}

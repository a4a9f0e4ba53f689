package dev.holdfast.kubevirt.operator;

import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether a cluster can be watched at all: asked once, before the watch, which would go on asking. */
final class Access {

    private static final ListOptions ONE = new ListOptionsBuilder().withLimit(1L).build();

    private Access() {}

    /**
     * Asks for one object of each kind that is watched.
     *
     * @param namespaces where they are watched; everywhere where none is named
     * @throws UnusableInputException where the cluster can't be reached, doesn't know KubeVirt or doesn't allow it
     */
    static void check(KubernetesClient client, Set<String> namespaces) {
        for (Class<? extends CustomResource<?, ?>> kind : List.of(VirtualMachine.class, VirtualMachineInstance.class)) {
            try {
                if (namespaces.isEmpty()) {
                    client.resources(kind).inAnyNamespace().list(ONE);
                }
                namespaces.forEach(namespace -> client.resources(kind).inNamespace(namespace).list(ONE));
            } catch (KubernetesClientException e) {
                throw new UnusableInputException(problem(client, kind.getSimpleName(), e));
            }
        }
    }

    /** What an exception of the client's says, without what it wraps it in. */
    static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }

    private static Problem problem(KubernetesClient client, String kind, KubernetesClientException e) {
        String cluster = "The cluster at " + client.getMasterUrl();
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                Problem.of(cluster + " has no kind " + kind, "Install KubeVirt first");
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                Problem.of(cluster + " lets nobody list kind " + kind + " who comes like this", "Give the operator its role: deploy/operator/rbac.yaml");
            default ->
                Problem.of(cluster + " can't be asked: " + innermost(e), "Say another with --kubeconfig FILE");
        };
    }
}

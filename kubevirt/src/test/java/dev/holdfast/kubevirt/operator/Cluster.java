package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;

/**
 * A Kubernetes API with KubeVirt's kinds, and the libvirts on which its VMs run.
 *
 * @param client reaches the API
 * @param hosts oldest first
 * @param hasEvents whether the API keeps events
 * @param appliesAsKubernetes whether it sees to preconditions and owners of fields as Kubernetes does
 */
record Cluster(KubernetesClient client, List<Libvirts> hosts, boolean hasEvents, boolean appliesAsKubernetes) {

    /** Another client, through which these are asked of each request. */
    KubernetesClient clientWith(Interceptor... interceptors) {
        return new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withHttpClientBuilderConsumer(builder -> {
                    for (int i = 0; i < interceptors.length; i++) {
                        builder.addOrReplaceInterceptor("test" + i, interceptors[i]);
                    }
                })
                .build();
    }

    /** The oldest libvirt that VMs run on. */
    Libvirts oldest() {
        return hosts.getFirst();
    }

    /** The newest libvirt that VMs run on. */
    Libvirts newest() {
        return hosts.getLast();
    }
}

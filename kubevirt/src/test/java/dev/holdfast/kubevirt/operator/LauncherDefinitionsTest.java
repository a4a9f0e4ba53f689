package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.Platform;
import dev.holdfast.domain.Version;
import dev.holdfast.kubevirt.operator.DefinitionReader.UnreadableException;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.ErrorStreamMessage;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.server.mock.OutputStreamMessage;
import io.fabric8.kubernetes.client.server.mock.StatusMessage;
import io.fabric8.mockwebserver.internal.WebSocketMessage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LauncherDefinitionsTest {

    private static final String SAID = """
            Compiled against library: libvirt 11.3.0
            Using library: libvirt 11.4.0
            Using API: QEMU 11.4.0
            Running hypervisor: QEMU 10.0.2

            """;

    @Test
    void whatVirshSaysOfItselfAndItsHypervisorIsThePlatform() throws Exception {
        assertThat(LauncherDefinitions.platform(SAID, "<domain type='kvm'>"))
                .isEqualTo(new Platform("libvirt", new Version(11, 4, 0), new Version(10, 0, 2), Set.of("kvm", "qemu")));
    }

    @Test
    void aVirshThatSaysNeitherIsUnreadable() {
        assertThatThrownBy(() -> LauncherDefinitions.platform("error: failed to connect", "<domain/>"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("failed to connect");
    }

    private static final String DOMAIN = "<domain type='kvm'><name>web_vm</name></domain>";
    private static final String POD = "/api/v1/namespaces/web/pods/virt-launcher-vm/exec?%s&container=compute&stdout=true&stderr=true";

    private final KubernetesMockServer server = new KubernetesMockServer(false);

    private static String exec(String... command) {
        return POD.formatted(Stream.of(command).map(word -> "command=" + word).collect(Collectors.joining("&")));
    }

    private void answers(String path, WebSocketMessage... messages) {
        // The mock ends a connection as soon as it has nothing more to send: each waits until all are known to it.
        Object[] together = Stream.of(messages)
                .map(message -> new WebSocketMessage(50L, message.getBytes(), true, true))
                .toArray();
        server.expect().get().withPath(path).andUpgradeToWebSocket().open(together).done().always();
    }

    private static StatusMessage status(String status) {
        return new StatusMessage(new StatusBuilder().withStatus(status).build());
    }

    private Optional<Definition> read(String node) throws UnreadableException {
        VirtualMachineInstance instance = new VirtualMachineInstance();
        instance.setMetadata(new ObjectMetaBuilder().withNamespace("web").withName("vm").withUid("uid-1").build());
        instance.setStatus(JsonNodeFactory.instance.objectNode().put("nodeName", node));
        Pod pod = new PodBuilder()
                .withNewMetadata().withNamespace("web").withName("virt-launcher-vm").endMetadata()
                .withNewSpec().withNodeName("node-1").addNewContainer().withName("compute").endContainer().endSpec()
                .withNewStatus().withPhase("Running").endStatus()
                .build();
        server.expect().get()
                .withPath("/api/v1/namespaces/web/pods?labelSelector=kubevirt.io%2Fcreated-by%3Duid-1")
                .andReturn(200, new PodListBuilder().withItems(pod).build())
                .always();
        try (KubernetesClient client = server.createClient()) {
            return new LauncherDefinitions(client).read(instance);
        }
    }

    @Test
    void theDomainIsReadInTheInstancesPod() throws Exception {
        server.init();
        answers(exec("virsh", "-q", "dumpxml", "--inactive", "--domain", "web_vm"), new OutputStreamMessage(DOMAIN), status("Success"));
        answers(exec("virsh", "-q", "version"), new OutputStreamMessage(SAID), status("Success"));
        Definition definition = read("node-1").orElseThrow();
        assertThat(definition.domain().value("name")).isEqualTo("web_vm");
        assertThat(definition.platform().version()).isEqualTo(new Version(11, 4, 0));
        assertThat(read("node-2")).as("its pod on another node, while it migrates").isEmpty();
        server.destroy();
    }

    @Test
    void aVirshThatFailsIsUnreadableWithWhatItSaid() {
        server.init();
        answers(
                exec("virsh", "-q", "dumpxml", "--inactive", "--domain", "web_vm"),
                new ErrorStreamMessage("error: failed to get domain"),
                status("Failure"));
        assertThatThrownBy(() -> read("node-1"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("virt-launcher-vm")
                .hasMessageContaining("failed to get domain");
        server.destroy();
    }
}

package dev.holdfast.kubevirt.operator;

import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The operator's cases on a real Kubernetes API with KubeVirt's kinds, and on the lab's libvirts. */
@Tag("lab")
class OperatorLabTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        KubernetesClient client = KubeLab.client();
        if (client == null) {
            throw new IllegalStateException("No kube-lab beside the corpus");
        }
        List<Libvirts> hosts = Lab.hosts().stream().<Libvirts>map(Real::new).toList();
        return OperatorCases.on(new Cluster(client, hosts, false, true)).onClose(client::close);
    }

    private record Real(Lab.Host lab, Host host) implements Libvirts {

        Real(Lab.Host lab) {
            this(lab, Libvirt.connect(lab.uri()));
        }

        @Override
        public Platform platform() {
            return host.platform();
        }

        @Override
        public Element define(Element domain) {
            return host.define(domain);
        }

        @Override
        public Optional<Element> definition(String name) {
            return host.definition(name);
        }

        @Override
        public void undefine(String name) {
            try {
                new ProcessBuilder("virsh", "-q", "-c", lab.uri(), "undefine", "--nvram", name)
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}

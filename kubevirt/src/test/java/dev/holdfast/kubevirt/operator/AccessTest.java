package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.problem.UnusableInputException;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "404, has no kind VirtualMachine, Install KubeVirt first",
        "403, lets nobody list kind VirtualMachine, deploy/operator/rbac.yaml",
        "400, can't be asked, --kubeconfig FILE",
    })
    void aClusterThatCannotBeWatchedIsNotStartedOn(int code, String message, String remedy) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
        String url = "http://localhost:" + server.getAddress().getPort();
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder().withMasterUrl(url).build())
                        .build();
                Operator operator = new Operator(
                        client, new ToyKubeVirt(client), new Operator.Options(Set.of("web"), 1, -1, null))) {
            assertThatThrownBy(operator::start)
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessageContaining(url)
                    .hasMessageContaining(message)
                    .hasMessageContaining(remedy);
        }
    }
}

package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.platform.Platforms;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.zjsonpatch.JsonDiff;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The operator's cases on a mocked API, with the planner in the place of each libvirt. */
class OperatorTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(new ObjectMapper()), new MockWebServer(), new HashMap<>(), new Merging(), false);
        server.init();
        KubernetesClient client = server.createClient();
        List<Libvirts> hosts = Stream.of("7.0", "9.0", "11.3", "12.8")
                .map(Platforms::named)
                .<Libvirts>map(Planned::new)
                .toList();
        return OperatorCases.on(new Cluster(client, hosts, true, false)).onClose(() -> {
            client.close();
            server.destroy();
        });
    }

    /** The mocked API knows no apply, and appends lists where it merges: both become what they come to (RFC 7396). */
    private static final class Merging extends KubernetesCrudDispatcher {

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            String type = String.valueOf(request.getHeader("Content-Type"));
            if (!type.contains("apply-patch") && !type.contains("merge-patch")) {
                return super.handlePatch(request);
            }
            String path = request.getPath().replaceAll("[?].*|/status$", "").replaceAll("/status$", "");
            JsonNode now = json(handleGet(path).getBody().getBytes());
            JsonNode patch = json(request.getBody().getBytes());
            String steps = JsonDiff.asJson(now, merged(now, patch)).toString();
            return super.handlePatch(new RecordedRequest(
                    request.getHttpVersion(),
                    request.method(),
                    request.getPath(),
                    request.getHeaders()
                            .newBuilder()
                            .setHeader("Content-Type", "application/json-patch+json")
                            .build(),
                    new Buffer(steps.getBytes(StandardCharsets.UTF_8))));
        }

        private static JsonNode merged(JsonNode now, JsonNode patch) {
            if (!patch.isObject()) {
                return patch;
            }
            ObjectNode all = now.isObject() ? (ObjectNode) now.deepCopy() : JsonNodeFactory.instance.objectNode();
            patch.properties().forEach(field -> all.set(
                    field.getKey(), merged(all.path(field.getKey()), field.getValue())));
            return all;
        }

        private static JsonNode json(byte[] text) {
            return Serialization.unmarshal(new ByteArrayInputStream(text), JsonNode.class);
        }
    }

    private record Planned(Planner planner, Map<String, Element> definitions) implements Libvirts {

        Planned(PlannedPlatform platform) {
            this(Planner.on(platform), new ConcurrentHashMap<>());
        }

        @Override
        public Platform platform() {
            return planner.platform();
        }

        @Override
        public Element define(Element domain) {
            Element complete = planner.complete(domain);
            definitions.put(String.valueOf(domain.value("name")), complete);
            return complete;
        }

        @Override
        public Optional<Element> definition(String name) {
            return Optional.ofNullable(definitions.get(name));
        }

        @Override
        public void undefine(String name) {
            definitions.remove(name);
        }
    }
}

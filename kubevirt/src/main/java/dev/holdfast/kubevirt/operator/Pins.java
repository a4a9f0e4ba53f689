package dev.holdfast.kubevirt.operator;

import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.kubevirt.Pin;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How VMs are pinned that don't say themselves: as their namespace's annotation {@value Pin#KEY} says, else whole. */
final class Pins {

    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Pin pin, Instant until) {}

    Pins(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The namespace's way; asked once a minute.
     *
     * @throws UnusableInputException where it is none of the ways there are
     */
    Pin of(String namespace) {
        Known last = known.get(namespace);
        if (last != null && last.until().isAfter(Instant.now())) {
            return last.pin();
        }
        Namespace object = client.namespaces().withName(namespace).get();
        Map<String, String> annotations = object == null ? null : object.getMetadata().getAnnotations();
        Pin pin = read(annotations == null ? null : annotations.get(Pin.KEY), "namespace " + namespace)
                .orElse(Pin.WHOLE);
        known.put(namespace, new Known(pin, Instant.now().plus(KNOWN_FOR)));
        return pin;
    }

    /** What an annotation says; empty where it is not there. */
    static Optional<Pin> read(@Nullable String word, String owner) {
        if (word == null) {
            return Optional.empty();
        }
        Optional<Pin> found =
                Arrays.stream(Pin.values()).filter(pin -> pin.word().equals(word)).findFirst();
        if (found.isEmpty()) {
            throw new UnusableInputException(Problem.of(
                    owner + " has annotation " + Pin.KEY + ": " + word,
                    "Say " + Arrays.stream(Pin.values()).map(Pin::word).collect(Collectors.joining(", or "))));
        }
        return found;
    }
}

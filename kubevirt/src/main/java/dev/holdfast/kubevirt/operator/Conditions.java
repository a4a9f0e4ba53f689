package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an object's status says of Holdfast: one of three conditions is true, the others aren't there. */
final class Conditions {

    static final String PINNED = "Pinned";
    static final String DRIFTED = "Drifted";
    static final String CANNOT_PIN = "CannotPin";

    private static final List<String> OURS = List.of(PINNED, DRIFTED, CANNOT_PIN);

    private Conditions() {}

    /**
     * One condition.
     *
     * @param type one of the three
     * @param reason one word in CamelCase
     * @param message for people
     */
    record Condition(String type, String reason, String message) {}

    /** The one that is told now; empty where none is. */
    static Optional<Condition> told(@Nullable JsonNode status) {
        return ours(status)
                .map(condition -> new Condition(
                        condition.path("type").asText(),
                        condition.path("reason").asText(),
                        condition.path("message").asText()));
    }

    /** True where just this one is told now. */
    static boolean tells(@Nullable JsonNode status, Condition condition) {
        return told(status).equals(Optional.of(condition));
    }

    /** Since when the one that is told now is; empty where none is, or it doesn't say. */
    static Optional<Instant> since(@Nullable JsonNode status) {
        return ours(status).flatMap(condition -> instant(condition.path("lastTransitionTime").asText()));
    }

    private static Optional<JsonNode> ours(@Nullable JsonNode status) {
        for (JsonNode condition : all(status)) {
            if (OURS.contains(condition.path("type").asText())) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            // Written by somebody else, or not at all: as good as long ago.
            return Optional.empty();
        }
    }

    /** All conditions of the status with ours replaced by this one. */
    static ArrayNode with(@Nullable JsonNode status, Condition condition) {
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode other : all(status)) {
            if (!OURS.contains(other.path("type").asText())) {
                conditions.add(other);
            }
        }
        ObjectNode ours = conditions.addObject();
        ours.put("type", condition.type());
        ours.put("status", "True");
        ours.put("reason", condition.reason());
        ours.put("message", condition.message());
        ours.put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return conditions;
    }

    private static JsonNode all(@Nullable JsonNode status) {
        return status == null ? JsonNodeFactory.instance.arrayNode() : status.path("conditions");
    }
}

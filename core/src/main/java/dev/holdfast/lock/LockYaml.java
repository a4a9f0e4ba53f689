package dev.holdfast.lock;

import dev.holdfast.domain.Limits;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a lock as the YAML that it is, however it is laid out, and says where it isn't a lock. */
final class LockYaml {

    private final String text;
    private final String file;

    LockYaml(String text, String file) {
        this.text = text;
        this.file = file;
    }

    Lock read() {
        Map<String, Node> root = mapping(root());
        LockText.checkFormat(integer(root, "holdfast"), place(root.get("holdfast")));
        Map<String, Node> made = mapping(need(root, "made"));
        List<LockedDevice> devices = new ArrayList<>();
        for (Node node : sequence(need(root, "devices"))) {
            Map<String, Node> device = mapping(node);
            Map<String, Held> facts = facts(need(device, "facts"));
            if (facts.isEmpty()) {
                throw bad(node, "A device without facts");
            }
            devices.add(new LockedDevice(
                    scalar(need(device, "id")), Boolean.parseBoolean(scalar(need(device, "listed"))), facts));
        }
        return new Lock(
                new Made(instant(need(made, "at")), scalar(need(made, "by")), scalar(need(made, "qemu"))),
                integer(root, "generation"),
                facts(need(root, "domain")),
                devices);
    }

    private Node root() {
        if (text.length() > Limits.CHARACTERS) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), "The lock has more than " + Limits.CHARACTERS + " characters", ""));
        }
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file).setUseMarks(true).build();
            Optional<Node> node = new Compose(settings).composeString(text);
            return node.orElseThrow(() -> new UnusableInputException(
                    Problem.at(Place.of(file), "The lock is empty", "Remove it, or take it from version control")));
        } catch (MarkedYamlEngineException e) {
            throw new UnusableInputException(Problem.at(
                    e.getProblemMark().map(this::place).orElse(Place.of(file)),
                    "The lock is not YAML: " + e.getProblem(),
                    e.getProblem().contains("<<<") ? "Finish the merge, or lock again" : ""));
        } catch (YamlEngineException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), "The lock is not YAML: " + e.getMessage(), ""));
        }
    }

    private Map<String, Held> facts(Node node) {
        Map<String, Held> facts = new LinkedHashMap<>();
        mapping(node).forEach((path, value) -> {
            List<Node> items = sequence(value);
            if (items.size() < 2 || items.size() > 3) {
                throw bad(value, "A fact is [value, origin] or [value, origin, written]");
            }
            facts.put(
                    path,
                    new Held(
                            scalar(items.get(0)),
                            Origin.of(scalar(items.get(1))),
                            items.size() == 3 ? scalar(items.get(2)) : null));
        });
        return facts;
    }

    private Map<String, Node> mapping(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw bad(node, "A mapping is expected here");
        }
        Map<String, Node> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (map.put(scalar(tuple.getKeyNode()), tuple.getValueNode()) != null) {
                throw bad(tuple.getKeyNode(), "The key " + scalar(tuple.getKeyNode()) + " stands twice");
            }
        }
        return map;
    }

    private List<Node> sequence(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw bad(node, "A list is expected here");
        }
        return sequence.getValue();
    }

    private String scalar(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw bad(node, "A single value is expected here");
        }
        return scalar.getValue();
    }

    private Node need(Map<String, Node> map, String key) {
        Node node = map.get(key);
        if (node == null) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), "Not a lock of Holdfast's: it has no " + key, ""));
        }
        return node;
    }

    private int integer(Map<String, Node> map, String key) {
        Node node = need(map, key);
        try {
            return Integer.parseInt(scalar(node));
        } catch (NumberFormatException e) {
            throw bad(node, key + " is not a number");
        }
    }

    private Instant instant(Node node) {
        try {
            return Instant.parse(scalar(node));
        } catch (DateTimeException e) {
            throw bad(node, "Not a time such as 2026-01-31T12:00:00Z");
        }
    }

    private UnusableInputException bad(Node node, String what) {
        return new UnusableInputException(Problem.at(place(node), what, ""));
    }

    private Place place(@Nullable Node node) {
        return node == null
                ? Place.of(file)
                : node.getStartMark().map(this::place).orElse(Place.of(file));
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

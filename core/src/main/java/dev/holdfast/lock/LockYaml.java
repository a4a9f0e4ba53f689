package dev.holdfast.lock;

import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Limits;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
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

    private static final Pattern CONFLICT = Pattern.compile("^(<{7}|={7}|>{7})(?= |\\R|$)", Pattern.MULTILINE);

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
        Set<String> ids = new HashSet<>();
        for (Node node : sequence(need(root, "devices"))) {
            Map<String, Node> device = mapping(node);
            String id = scalar(need(device, "id"));
            if (!ids.add(id)) {
                throw bad(need(device, "id"), "The device " + id + " stands twice");
            }
            devices.add(new LockedDevice(id, isListed(need(device, "listed")), facts(need(device, "facts"), null)));
        }
        return new Lock(
                new Made(instant(need(made, "at")), scalar(need(made, "by")), scalar(need(made, "qemu"))),
                integer(root, "generation"),
                facts(need(root, "domain"), "domain"),
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
            checkDepth(settings);
            Optional<Node> node = new Compose(settings).composeString(text);
            return node.orElseThrow(() -> new UnusableInputException(
                    Problem.at(Place.of(file), "The lock is empty", "Remove it, or take it from version control")));
        } catch (MarkedYamlEngineException e) {
            checkMerged();
            throw new UnusableInputException(Problem.at(
                    e.getProblemMark().map(this::place).orElse(Place.of(file)),
                    "The lock is not YAML: " + e.getProblem(),
                    ""));
        } catch (YamlEngineException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), "The lock is not YAML: " + e.getMessage(), ""));
        }
    }

    /** Conflict markers are what a broken lock has most often, and YAML's own complaint is about something behind them. */
    private void checkMerged() {
        Matcher marker = CONFLICT.matcher(text);
        if (marker.find()) {
            int line = (int) text.substring(0, marker.start()).chars().filter(c -> c == '\n').count() + 1;
            throw new UnusableInputException(Problem.at(
                    new Place(file, line, 1),
                    "The lock has the marks of an unfinished merge",
                    "Finish the merge, or take one side's lock and lock again"));
        }
    }

    /** The composer goes down with its own stack; a lock is four levels deep. */
    private void checkDepth(LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    // Scalars have no depth.
                }
            }
            if (depth > Limits.DEPTH) {
                throw new UnusableInputException(Problem.at(
                        event.getStartMark().map(this::place).orElse(Place.of(file)),
                        "Values are nested deeper than " + Limits.DEPTH + " levels",
                        ""));
            }
        }
    }

    /** Facts of one element, of this name where there is one given. */
    private Map<String, Held> facts(Node node, @Nullable String root) {
        Map<String, Held> facts = new LinkedHashMap<>();
        String kind = root;
        for (Map.Entry<String, Node> fact : mapping(node).entrySet()) {
            String path = fact.getKey();
            if (!Facts.isPath(path, kind)) {
                throw bad(fact.getValue(), path + " is no path" + (kind == null ? "" : " below " + kind));
            }
            kind = kind == null ? LockedDevice.kindOf(path) : kind;
            List<Node> items = sequence(fact.getValue());
            if (items.size() < 2 || items.size() > 3) {
                throw bad(fact.getValue(), "A fact is [value, origin] or [value, origin, written]");
            }
            facts.put(
                    path,
                    new Held(
                            scalar(items.get(0)),
                            Origin.of(scalar(items.get(1))),
                            items.size() == 3 ? scalar(items.get(2)) : null));
        }
        if (facts.isEmpty()) {
            throw bad(node, "At least one fact is expected here");
        }
        return facts;
    }

    private boolean isListed(Node node) {
        return switch (scalar(node)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(node, "listed is true or false, not " + scalar(node));
        };
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

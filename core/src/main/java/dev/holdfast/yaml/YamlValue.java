package dev.holdfast.yaml;

import dev.holdfast.domain.Limits;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * A value in a YAML file of a format of ours. Who reads it says what it must be; where it is something else, that is an
 * {@link UnusableInputException} with its place.
 */
public final class YamlValue {

    private final String file;
    private final Node node;

    private YamlValue(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /**
     * A file's value.
     *
     * @param file its name as the user gave it
     * @param subject what the file is, such as {@code The lock}
     * @return empty where there is nothing in it
     * @throws UnusableInputException where it isn't YAML, too long or too deep
     */
    public static Optional<YamlValue> read(String text, String file, String subject) {
        if (text.length() > Limits.CHARACTERS) {
            throw new UnusableInputException(Problem.at(
                    Place.of(file), subject + " has more than " + Limits.CHARACTERS + " characters", ""));
        }
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file).setUseMarks(true).build();
            checkDepth(text, file, settings);
            return new Compose(settings).composeString(text).map(node -> new YamlValue(file, node));
        } catch (MarkedYamlEngineException e) {
            throw new UnusableInputException(Problem.at(
                    e.getProblemMark().map(mark -> place(file, mark)).orElse(Place.of(file)),
                    subject + " is not YAML: " + e.getProblem(),
                    ""));
        } catch (YamlEngineException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), subject + " is not YAML: " + e.getMessage(), ""));
        }
    }

    /** The composer goes down with its own stack. */
    private static void checkDepth(String text, String file, LoadSettings settings) {
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
                        event.getStartMark().map(mark -> place(file, mark)).orElse(Place.of(file)),
                        "Values are nested deeper than " + Limits.DEPTH + " levels",
                        ""));
            }
        }
    }

    /** As keys and values, in order; no key stands twice. */
    public Map<String, YamlValue> mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw bad("A mapping is expected here");
        }
        Map<String, YamlValue> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlValue key = new YamlValue(file, tuple.getKeyNode());
            if (map.put(key.scalar(), new YamlValue(file, tuple.getValueNode())) != null) {
                throw key.bad("The key " + key.scalar() + " stands twice");
            }
        }
        return map;
    }

    /** As a list. */
    public List<YamlValue> sequence() {
        if (!(node instanceof SequenceNode sequence)) {
            throw bad("A list is expected here");
        }
        return sequence.getValue().stream()
                .map(item -> new YamlValue(file, item))
                .toList();
    }

    /** As the text of a single value. */
    public String scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            throw bad("A single value is expected here");
        }
        return scalar.getValue();
    }

    /**
     * As a number.
     *
     * @param what as a message names it
     */
    public int integer(String what) {
        try {
            return Integer.parseInt(scalar());
        } catch (NumberFormatException e) {
            throw bad(what + " is not a number");
        }
    }

    /**
     * As a truth value.
     *
     * @param what as a message names it
     */
    public boolean truth(String what) {
        return switch (scalar()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(what + " is true or false, not " + scalar());
        };
    }

    /** That it can't be used as it is. */
    public UnusableInputException bad(String what) {
        return bad(what, "");
    }

    /** That it can't be used as it is, and what to do about it. */
    public UnusableInputException bad(String what, String remedy) {
        return new UnusableInputException(Problem.at(place(), what, remedy));
    }

    /** Where it stands. */
    public Place place() {
        return node.getStartMark().map(mark -> place(file, mark)).orElse(Place.of(file));
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

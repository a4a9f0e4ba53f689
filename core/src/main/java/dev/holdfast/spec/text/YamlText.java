package dev.holdfast.spec.text;

import dev.holdfast.domain.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A text's one document, with where each value stands.
 *
 * <p>Built from the parser's events rather than its nodes: half the time, since no tags are resolved that nobody
 * wants. An alias is a copy of the value that it stands for, at the alias's place, counted in full each time.
 *
 * @param root the document's value; null where it has none
 * @param aliases the value that each alias stands for, both by identity
 * @param end the offset at which the document's content ends, before {@code ...} if there is one
 */
public record YamlText(@Nullable Yaml root, Map<Yaml, Yaml> aliases, int end) {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    /** Reads a text; what doesn't keep it from being read on is added to the problems. */
    public static YamlText read(String text, Problems problems) {
        if (text.length() > Limits.CHARACTERS) {
            throw problems.fatal(
                    Yaml.Span.NONE,
                    "The document has " + text.length() + " characters, more than the " + Limits.CHARACTERS
                            + " that are read",
                    "");
        }
        Composer composer = new Composer(text, problems);
        try {
            return composer.document();
        } catch (MarkedYamlEngineException e) {
            Yaml.Span at = e.getProblemMark().map(mark -> composer.span(mark, mark)).orElse(Yaml.Span.NONE);
            throw problems.fatal(at, "Broken YAML: " + explain(e), "");
        } catch (ReaderException e) {
            throw problems.fatal(
                    composer.lineOf(e.getPosition()),
                    String.format("The character U+%04X is not allowed in YAML", e.getCodePoint()),
                    "");
        } catch (YamlEngineException e) {
            throw problems.fatal(Yaml.Span.NONE, "Broken YAML: " + e.getMessage(), "");
        }
    }

    private static String explain(MarkedYamlEngineException e) {
        String context = e.getContext();
        String problem = e.getProblem().replace("\\t(TAB)", "TAB").replace("\t(TAB)", "TAB");
        String what = context == null || context.isEmpty() ? problem : problem + ", " + context;
        return what.replaceAll("\\s+", " ").strip();
    }

    /** One pass over the events of one text. */
    private static final class Composer {

        private final String text;
        private final Problems problems;
        private final Iterator<Event> events;
        private final Map<Anchor, Yaml> anchors = new HashMap<>();
        private final Map<Anchor, Integer> sizes = new HashMap<>();
        /** Offsets by code point; null where each is one character. */
        private final int @Nullable [] offsets;
        private final Map<Yaml, Yaml> aliases = new IdentityHashMap<>(0);
        private int count;

        Composer(String text, Problems problems) {
            this.text = text;
            this.problems = problems;
            this.offsets = offsets(text);
            this.events = new Parse(SETTINGS).parseString(text).iterator();
        }

        private static int @Nullable [] offsets(String text) {
            boolean plain = true;
            for (int i = 0; plain && i < text.length(); i++) {
                plain = !Character.isSurrogate(text.charAt(i));
            }
            if (plain) {
                return null;
            }
            int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
            int at = 0;
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = at;
                at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
            }
            return offsets;
        }

        YamlText document() {
            Yaml root = null;
            int end = text.length();
            boolean ended = false;
            while (events.hasNext()) {
                Event event = events.next();
                switch (event.getEventId()) {
                    case DocumentStart -> {
                        if (ended) {
                            throw problems.fatal(
                                    span(event), "There is a second document", "One file holds one VM; split it");
                        }
                        root = node(events.next(), 0);
                    }
                    case DocumentEnd -> {
                        ended = true;
                        end = ((DocumentEndEvent) event).isExplicit() ? span(event).start() : text.length();
                    }
                    default -> {
                        // The stream's start and end say nothing.
                    }
                }
            }
            return new YamlText(root, aliases, end);
        }

        private Yaml node(Event event, int depth) {
            if (depth > Limits.DEPTH) {
                throw problems.fatal(span(event), "Values are nested deeper than " + Limits.DEPTH + " levels", "");
            }
            count(event, 1);
            if (event instanceof AliasEvent alias) {
                Yaml meant = anchors.get(alias.getAlias());
                if (meant == null) {
                    throw problems.fatal(
                            span(event),
                            "*" + alias.getAlias().getValue() + " stands for no value before it",
                            "Put &" + alias.getAlias().getValue() + " before the value that is meant");
                }
                count(event, sizes.getOrDefault(alias.getAlias(), 0));
                Yaml copy =
                        switch (meant) {
                            case Yaml.Scalar(String value, Yaml.Style style, Yaml.Span span) ->
                                new Yaml.Scalar(value, style, span(event));
                            case Yaml.Mapping(List<Yaml.Entry> entries, boolean flow, Yaml.Span span) ->
                                new Yaml.Mapping(entries, flow, span(event));
                            case Yaml.Sequence(List<Yaml> items, boolean flow, Yaml.Span span) ->
                                new Yaml.Sequence(items, flow, span(event));
                        };
                aliases.put(copy, meant);
                return copy;
            }
            int before = count;
            Yaml node = newNode(event, depth);
            Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
            if (anchor.isPresent()) {
                anchors.put(anchor.get(), node);
                sizes.put(anchor.get(), count - before);
            }
            return node;
        }

        private Yaml newNode(Event event, int depth) {
            if (event instanceof ScalarEvent scalar) {
                return scalar(scalar);
            }
            if (event instanceof MappingStartEvent start) {
                return mapping(start, depth);
            }
            if (event instanceof SequenceStartEvent start) {
                return sequence(start, depth);
            }
            throw problems.fatal(span(event), "Broken YAML: " + event, "");
        }

        private void count(Event event, int more) {
            count += more;
            if (count > Limits.NODES) {
                throw problems.fatal(
                        span(event),
                        "The document has more than " + Limits.NODES + " values, each alias counted in full",
                        "");
            }
        }

        private Yaml.Scalar scalar(ScalarEvent event) {
            tag(event, event.getTag());
            ScalarStyle style = event.getScalarStyle();
            return new Yaml.Scalar(
                    event.getValue(),
                    switch (style) {
                        case PLAIN -> Yaml.Style.PLAIN;
                        case LITERAL, FOLDED -> Yaml.Style.BLOCK;
                        default -> Yaml.Style.TEXT;
                    },
                    span(event));
        }

        private Yaml.Sequence sequence(SequenceStartEvent start, int depth) {
            tag(start, start.getTag());
            List<Yaml> items = new ArrayList<>();
            Event event = events.next();
            while (event.getEventId() != Event.ID.SequenceEnd) {
                items.add(node(event, depth + 1));
                event = events.next();
            }
            return new Yaml.Sequence(items, start.isFlow(), span(start, event));
        }

        private Yaml.Mapping mapping(MappingStartEvent start, int depth) {
            tag(start, start.getTag());
            List<Yaml.Entry> entries = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            Event event = events.next();
            while (event.getEventId() != Event.ID.MappingEnd) {
                Yaml key = node(event, depth + 1);
                Yaml value = node(events.next(), depth + 1);
                if (event instanceof ScalarEvent && key instanceof Yaml.Scalar name) {
                    if (name.value().equals("<<") && name.style() == Yaml.Style.PLAIN) {
                        problems.add(name.span(), "<< is not part of YAML 1.2", "Write the keys out");
                    } else if (keys.add(name.value())) {
                        entries.add(new Yaml.Entry(name, value));
                    } else {
                        problems.add(name.span(), "The key " + name.value() + " is there twice", "Remove one of them");
                    }
                } else {
                    problems.add(span(event), "A key must be a single word", "");
                }
                event = events.next();
            }
            return new Yaml.Mapping(entries, start.isFlow(), span(start, event));
        }

        private void tag(Event event, Optional<String> tag) {
            if (tag.isPresent() && !tag.get().equals("!") && !tag.get().startsWith("tag:yaml.org,2002:")) {
                problems.add(span(event), "The tag " + tag.get() + " means nothing here", "Remove it");
            }
        }

        private Yaml.Span span(Event event) {
            return span(event, event);
        }

        private Yaml.Span span(Event first, Event last) {
            return span(first.getStartMark().orElseThrow(), last.getEndMark().orElseThrow());
        }

        Yaml.Span span(Mark from, Mark to) {
            return new Yaml.Span(offset(from.getIndex()), offset(to.getIndex()), from.getLine() + 1, from.getColumn() + 1);
        }

        private int offset(int codePoints) {
            return offsets == null ? codePoints : offsets[Math.min(codePoints, offsets.length - 1)];
        }

        Yaml.Span lineOf(int codePoints) {
            int at = Math.min(offset(codePoints), text.length());
            String before = text.substring(0, at);
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            return new Yaml.Span(at, at, line, at - before.lastIndexOf('\n'));
        }
    }
}

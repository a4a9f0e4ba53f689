package dev.holdfast.lock;

import dev.holdfast.domain.Facts;
import dev.holdfast.domain.XmlCharacters;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
        Map<String, YamlValue> root = root().mapping();
        YamlValue format = need(root, "holdfast");
        LockText.checkFormat(format.integer("holdfast"), format.place());
        Map<String, YamlValue> made = need(root, "made").mapping();
        List<LockedDevice> devices = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlValue value : need(root, "devices").sequence()) {
            Map<String, YamlValue> device = value.mapping();
            String id = need(device, "id").scalar();
            if (!ids.add(id)) {
                throw need(device, "id").bad("The device " + id + " stands twice");
            }
            devices.add(new LockedDevice(
                    id, need(device, "listed").truth("listed"), facts(need(device, "facts"), null)));
        }
        return new Lock(
                new Made(instant(need(made, "at")), need(made, "by").scalar(), need(made, "qemu").scalar()),
                need(root, "generation").integer("generation"),
                facts(need(root, "domain"), "domain"),
                devices);
    }

    private YamlValue root() {
        try {
            return YamlValue.read(text, file, "The lock")
                    .orElseThrow(() -> new UnusableInputException(Problem.at(
                            Place.of(file), "The lock is empty", "Remove it, or take it from version control")));
        } catch (UnusableInputException e) {
            checkMerged();
            throw e;
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

    /** Facts of one element, of this name where there is one given. */
    private static Map<String, Held> facts(YamlValue value, @Nullable String root) {
        Map<String, Held> facts = new LinkedHashMap<>();
        String kind = root;
        for (Map.Entry<String, YamlValue> fact : value.mapping().entrySet()) {
            String path = fact.getKey();
            if (!Facts.isPath(path, kind)) {
                throw fact.getValue().bad(path + " is no path" + (kind == null ? "" : " below " + kind));
            }
            kind = kind == null ? Facts.root(path) : kind;
            List<YamlValue> items = fact.getValue().sequence();
            if (items.size() < 2 || items.size() > 3) {
                throw fact.getValue().bad("A fact is [value, origin] or [value, origin, written]");
            }
            facts.put(
                    path,
                    new Held(
                            legal(items.get(0)),
                            Origin.of(items.get(1).scalar()),
                            items.size() == 3 ? legal(items.get(2)) : null));
        }
        if (facts.isEmpty()) {
            throw value.bad("At least one fact is expected here");
        }
        return facts;
    }

    /** A value that a domain can have. */
    private static String legal(YamlValue value) {
        XmlCharacters.firstIllegal(value.scalar()).ifPresent(character -> {
            throw value.bad("The value has the control character " + character);
        });
        return value.scalar();
    }

    private YamlValue need(Map<String, YamlValue> map, String key) {
        YamlValue value = map.get(key);
        if (value == null) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), "Not a lock of Holdfast's: it has no " + key, ""));
        }
        return value;
    }

    private static Instant instant(YamlValue value) {
        try {
            return Instant.parse(value.scalar());
        } catch (DateTimeException e) {
            throw value.bad("Not a time such as 2026-01-31T12:00:00Z");
        }
    }
}

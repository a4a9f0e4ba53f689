package dev.holdfast.lock;

import dev.holdfast.domain.Facts;
import dev.holdfast.domain.FewEntries;
import dev.holdfast.domain.XmlCharacters;
import dev.holdfast.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lock that is exactly as {@link LockText} writes it, many times faster than a YAML parser does. Anything
 * else, a lock merged or edited by hand for one, it leaves to {@link LockYaml} by answering null.
 */
final class LockLines {

    /** Paths that were read before and are known to be such: a domain has few different ones. A place has the last. */
    private static final String[] PATHS = new String[1 << 12];

    private final String text;
    /** The facts of one device after another, path and value in turn. */
    private final List<Object> facts = new ArrayList<>(192);
    private int at;
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    /** The last origin read, as it stands in the text: most are the same as the one before. */
    private String lastLabel = "";
    private Origin lastOrigin = Origin.OWNER;

    LockLines(String text) {
        this.text = text;
    }

    @Nullable Lock read() {
        try {
            return lock();
        } catch (NotCanonical | NumberFormatException | DateTimeException e) {
            // The YAML reader judges what this one doesn't know, and says where and why.
            return null;
        }
    }

    private static final class NotCanonical extends Exception {
        private static final long serialVersionUID = 1;

        NotCanonical() {
            super(null, null, false, false);
        }
    }

    private Lock lock() throws NotCanonical {
        while (at < text.length() && text.charAt(at) == '#') {
            int end = lineEnd();
            for (; at < end; at++) {
                if (YamlScalar.isEscaped(text.charAt(at))) {
                    throw new NotCanonical();
                }
            }
            at++;
        }
        if (Integer.parseInt(after("holdfast: ")) != Lock.FORMAT) {
            throw new NotCanonical();
        }
        int generation = Integer.parseInt(after("generation: "));
        expect("made:\n");
        Instant made = Instant.parse(after("  at: "));
        String by = scalarAfter("  by: ");
        String qemu = scalarAfter("  qemu: ");
        expect("domain:\n");
        Map<String, Held> domain = facts("  ", "domain");
        List<LockedDevice> devices = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (text.startsWith("devices: []\n", at)) {
            expect("devices: []\n");
        } else {
            expect("devices:\n");
            while (text.startsWith("- id: ", at)) {
                String id = scalarAfter("- id: ");
                String listed = after("  listed: ");
                expect("  facts:\n");
                Map<String, Held> facts = facts("    ", null);
                if (!ids.add(id) || !listed.equals("true") && !listed.equals("false")) {
                    throw new NotCanonical();
                }
                devices.add(new LockedDevice(id, listed.equals("true"), facts));
            }
        }
        if (at != text.length()) {
            throw new NotCanonical();
        }
        return new Lock(new Made(made, by, qemu), generation, domain, devices);
    }

    private int lineEnd() throws NotCanonical {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw new NotCanonical();
        }
        return end;
    }

    private void expect(String words) throws NotCanonical {
        if (!text.startsWith(words, at)) {
            throw new NotCanonical();
        }
        at += words.length();
    }

    private String after(String words) throws NotCanonical {
        expect(words);
        int end = lineEnd();
        String rest = text.substring(at, end);
        at = end + 1;
        return rest;
    }

    private String scalarAfter(String words) throws NotCanonical {
        expect(words);
        String scalar = item(lineEnd());
        expect("\n");
        return scalar;
    }

    private Map<String, Held> facts(String indent, @Nullable String root) throws NotCanonical {
        facts.clear();
        String kind = root;
        while (text.startsWith(indent, at)) {
            at += indent.length();
            int end = lineEnd();
            String path = path(end, kind);
            kind = kind == null ? Facts.root(path) : kind;
            expect(": [");
            String value = item(end);
            expect(", ");
            Origin origin = origin(end);
            String written = null;
            if (text.charAt(at) == ',') {
                expect(", ");
                written = item(end);
            }
            expect("]\n");
            facts.add(path);
            facts.add(new Held(value, origin, written));
        }
        if (facts.isEmpty() || hasTwice(facts)) {
            throw new NotCanonical();
        }
        return FewEntries.of(facts.toArray());
    }

    /** True where a path comes twice; a bit for each hash that came tells which need to be looked for. */
    private static boolean hasTwice(List<Object> facts) {
        long hashes = 0;
        for (int i = 0; i < facts.size(); i += 2) {
            Object path = facts.get(i);
            long bit = 1L << (path.hashCode() & 63);
            if ((hashes & bit) != 0) {
                for (int j = 0; j < i; j += 2) {
                    if (path.equals(facts.get(j))) {
                        return true;
                    }
                }
            }
            hashes |= bit;
        }
        return false;
    }

    /** A fact's path, below a root of this name or, where none is known yet, any. */
    private String path(int end, @Nullable String root) throws NotCanonical {
        int start = at;
        at = text.indexOf(": [", at, end);
        if (at <= start) {
            throw new NotCanonical();
        }
        int length = at - start;
        int place = place(start, length);
        String path = PATHS[place];
        if (path == null || path.length() != length || !text.startsWith(path, start)) {
            path = text.substring(start, at);
            if (!Facts.isPath(path, null)) {
                throw new NotCanonical();
            }
            PATHS[place] = path;
        }
        if (root != null && !Facts.covers(root, path)) {
            throw new NotCanonical();
        }
        return path;
    }

    /** Paths differ in their lengths, ends and middles most of all. */
    private int place(int start, int length) {
        int last = start + length - 1;
        int hash = length;
        hash = 31 * hash + text.charAt(last);
        hash = 31 * hash + text.charAt(last - length / 8);
        hash = 31 * hash + text.charAt(last - length / 4);
        hash = 31 * hash + text.charAt(start + length / 2);
        hash = 31 * hash + text.charAt(start + length / 3);
        hash = 31 * hash + text.charAt(start);
        return (hash ^ hash >>> 11) & PATHS.length - 1;
    }

    private Origin origin(int end) throws NotCanonical {
        int behind = at + lastLabel.length();
        if (behind > at && text.startsWith(lastLabel, at) && (text.charAt(behind) == ']' || text.charAt(behind) == ',')) {
            at = behind;
            return lastOrigin;
        }
        int start = at;
        lastOrigin = origins.computeIfAbsent(item(end), Origin::of);
        lastLabel = text.substring(start, at);
        return lastOrigin;
    }

    /**
     * A value, plain or in double quotes, just as {@link YamlScalar#append} writes it.
     *
     * @param end where the line ends
     */
    private String item(int end) throws NotCanonical {
        int start = at;
        if (text.charAt(at) != '"') {
            while (at < end && text.charAt(at) != ',' && text.charAt(at) != ']') {
                at++;
            }
            if (!YamlScalar.isPlain(text, start, at)) {
                throw new NotCanonical();
            }
            return text.substring(start, at);
        }
        at++;
        boolean escapes = false;
        while (at < end && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (YamlScalar.isEscaped(c)) {
                throw new NotCanonical();
            }
            escapes |= c == '\\';
            at += c == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw new NotCanonical();
        }
        at++;
        return escapes ? unescape(start + 1, at - 1) : text.substring(start + 1, at - 1);
    }

    private String unescape(int start, int end) throws NotCanonical {
        StringBuilder out = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            switch (text.charAt(i++)) {
                case '"' -> out.append('"');
                case '\\' -> out.append('\\');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'u' -> {
                    if (i + 4 > end) {
                        throw new NotCanonical();
                    }
                    char escaped = (char) HexFormat.fromHexDigits(text, i, i + 4);
                    if (!YamlScalar.isEscaped(escaped) || !XmlCharacters.isLegal(escaped)) {
                        throw new NotCanonical();
                    }
                    out.append(escaped);
                    i += 4;
                }
                default -> throw new NotCanonical();
            }
        }
        return out.toString();
    }
}

package dev.holdfast.lock;

import dev.holdfast.domain.Facts;
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

    private final String text;
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
                if (LockText.isEscaped(text.charAt(at))) {
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
        Map<String, Held> facts = LinkedHashMap.newLinkedHashMap(32);
        String kind = root;
        String before = "";
        while (text.startsWith(indent, at)) {
            at += indent.length();
            int end = lineEnd();
            int colon = text.indexOf(": [", at, end);
            if (colon < 0) {
                throw new NotCanonical();
            }
            String path = text.substring(at, colon);
            if (!Facts.isBeside(before, path) && !Facts.isPath(path, kind)) {
                throw new NotCanonical();
            }
            kind = kind == null ? LockedDevice.kindOf(path) : kind;
            before = path;
            at = colon + 3;
            String value = item(end);
            expect(", ");
            Origin origin = origin(end);
            String written = null;
            if (text.startsWith(", ", at)) {
                at += 2;
                written = item(end);
            }
            expect("]\n");
            if (facts.put(path, new Held(value, origin, written)) != null) {
                throw new NotCanonical();
            }
        }
        if (facts.isEmpty()) {
            throw new NotCanonical();
        }
        return facts;
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
     * A value, plain or in double quotes, just as {@link LockText#scalar} writes it.
     *
     * @param end where the line ends
     */
    private String item(int end) throws NotCanonical {
        int start = at;
        if (text.charAt(at) != '"') {
            while (at < end && text.charAt(at) != ',' && text.charAt(at) != ']') {
                at++;
            }
            String plain = text.substring(start, at);
            if (!LockText.isPlain(plain)) {
                throw new NotCanonical();
            }
            return plain;
        }
        at++;
        boolean escapes = false;
        while (at < end && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (LockText.isEscaped(c)) {
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
                    if (!LockText.isEscaped(escaped)) {
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

package dev.holdfast.lock;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lock that is exactly as {@link LockText} writes it, many times faster than a YAML parser does. Anything
 * else, a lock merged or edited by hand for one, it leaves to {@link LockYaml} by answering null.
 */
final class LockLines {

    private final String text;
    private int at;
    private final Map<String, Origin> origins = new LinkedHashMap<>();

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
            at = lineEnd() + 1;
        }
        if (Integer.parseInt(after("holdfast: ")) != Lock.FORMAT) {
            throw new NotCanonical();
        }
        int generation = Integer.parseInt(after("generation: "));
        expect("made:\n");
        Instant made = Instant.parse(after("  at: "));
        String by = unquote(after("  by: "));
        String qemu = unquote(after("  qemu: "));
        expect("domain:\n");
        Map<String, Held> domain = facts("  ");
        List<LockedDevice> devices = new ArrayList<>();
        if (text.startsWith("devices: []\n", at)) {
            expect("devices: []\n");
        } else {
            expect("devices:\n");
            while (text.startsWith("- id: ", at)) {
                String id = unquote(after("- id: "));
                String listed = after("  listed: ");
                expect("  facts:\n");
                Map<String, Held> facts = facts("    ");
                if (facts.isEmpty() || !listed.equals("true") && !listed.equals("false")) {
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

    private Map<String, Held> facts(String indent) throws NotCanonical {
        Map<String, Held> facts = LinkedHashMap.newLinkedHashMap(32);
        while (text.startsWith(indent, at)) {
            at += indent.length();
            int colon = text.indexOf(": [", at);
            if (colon < 0 || colon > lineEnd()) {
                throw new NotCanonical();
            }
            String path = text.substring(at, colon);
            if (path.isEmpty() || path.indexOf(' ') >= 0 || path.indexOf('"') >= 0 || path.indexOf('\'') >= 0) {
                throw new NotCanonical();
            }
            at = colon + 3;
            String value = item();
            expect(", ");
            Origin origin = origins.computeIfAbsent(item(), Origin::of);
            String written = null;
            if (text.startsWith(", ", at)) {
                at += 2;
                written = item();
            }
            expect("]\n");
            if (facts.put(path, new Held(value, origin, written)) != null) {
                throw new NotCanonical();
            }
        }
        return facts;
    }

    private String item() throws NotCanonical {
        int start = at;
        if (text.charAt(at) != '"') {
            while (at < text.length() && ",]\n#\"'&*!{}[:".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw new NotCanonical();
            }
            return text.substring(start, at);
        }
        at++;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\n') {
                throw new NotCanonical();
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
            if (at >= text.length()) {
                throw new NotCanonical();
            }
        }
        at++;
        return unquote(text.substring(start, at));
    }

    private static String unquote(String scalar) throws NotCanonical {
        if (scalar.isEmpty() || scalar.charAt(0) != '"') {
            return scalar;
        }
        if (scalar.indexOf('\\') < 0) {
            return scalar.substring(1, scalar.length() - 1);
        }
        StringBuilder out = new StringBuilder(scalar.length());
        int i = 1;
        while (i < scalar.length() - 1) {
            char c = scalar.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            switch (scalar.charAt(i++)) {
                case '"' -> out.append('"');
                case '\\' -> out.append('\\');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'u' -> {
                    out.append((char) Integer.parseInt(scalar.substring(i, i + 4), 16));
                    i += 4;
                }
                default -> throw new NotCanonical();
            }
        }
        return out.toString();
    }
}

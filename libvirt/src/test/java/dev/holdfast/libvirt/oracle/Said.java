package dev.holdfast.libvirt.oracle;

import dev.holdfast.libvirt.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message of libvirt's own check, with {@code …} for what it is about.
 *
 * @param text as all versions have it
 */
record Said(String text) implements Comparable<Said> {

    /** Where each libvirt of the lab has them: its messages are texts of its library, formats of {@code printf}. */
    private static final String LIBRARY = "/usr/lib/x86_64-linux-gnu/libvirt.so.0";

    private static final Pattern TEXT = Pattern.compile("[ -~]{10,}");

    /** How the check says that two domains differ; nothing else in the library is said so. */
    private static final Pattern MESSAGE = Pattern.compile(
            "Target .*\\bsource\\b.*|.* target NUMA node .*doesn't match source.*|.* differs: source: .*|Changing device type to/from .*");

    /** With the number of its argument since libvirt 9. */
    private static final Pattern ARGUMENT = Pattern.compile("%(\\d+\\$)?(0\\d)?(ll|l|z)?[dusxX]");

    private static final String ANY = "…";

    /** All that a libvirt can say. */
    static Set<Said> by(Lab.Host host) {
        try {
            String library = Files.readString(host.file(LIBRARY), StandardCharsets.ISO_8859_1);
            return TEXT.matcher(library)
                    .results()
                    .map(found -> found.group())
                    .filter(text -> MESSAGE.matcher(text).matches())
                    .map(text -> new Said(ARGUMENT.matcher(text).replaceAll(ANY)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of them that were said: of several that a text may be, the one that leaves the least open. */
    static Set<Said> among(Set<Said> all, Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> all.stream()
                        .filter(one -> one.pattern().matcher(text).find())
                        .max(Comparator.comparingInt(one -> one.text().replace(ANY, "").length()))
                        .stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Pattern pattern() {
        return Pattern.compile(List.of(text.split(ANY, -1)).stream()
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")), Pattern.DOTALL);
    }

    @Override
    public int compareTo(Said other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.holdfast.abi;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a completer draws where nothing gives them: a UUID, a generation, MAC addresses. A guest notices another
 * one like any other change; but it isn't an edit or another libvirt that makes it.
 *
 * @param numbers as they are written, in lower case
 */
public record Drawn(Set<String> numbers) {

    /** None at all. */
    public static final Drawn NOTHING = new Drawn(Set.of());

    private static final String WHY = "; the spec doesn't give it, and without a lock it is made anew";

    /**
     * What was drawn for a complete domain.
     *
     * @param given what it was made of: a spec's domain, and a lock's if there is one
     */
    public static Drawn in(Element complete, List<Element> given) {
        Set<String> drawn = numbers(complete).collect(Collectors.toCollection(HashSet::new));
        given.forEach(one -> numbers(one).forEach(drawn::remove));
        return new Drawn(Set.copyOf(drawn));
    }

    private static Stream<String> numbers(Element domain) {
        Stream<@Nullable String> outside = Stream.of(domain.value("uuid"), domain.value("genid"));
        Stream<@Nullable String> cards = DeviceKinds.in(domain).stream().map(device -> device.value("mac@address"));
        return Stream.concat(outside, cards).filter(Objects::nonNull).map(number -> number.toLowerCase(Locale.ROOT));
    }

    /** These and those of another domain. */
    public Drawn and(Drawn others) {
        return new Drawn(Stream.concat(numbers.stream(), others.numbers.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** The same findings; those about a number that was drawn say so. */
    public List<Finding> explain(List<Finding> findings) {
        return findings.stream()
                .map(finding -> isAbout(finding.difference().before()) || isAbout(finding.difference().after())
                        ? finding.adding(WHY)
                        : finding)
                .toList();
    }

    private boolean isAbout(@Nullable String value) {
        return value != null && numbers.contains(value.toLowerCase(Locale.ROOT));
    }
}

package dev.holdfast.planner.platform.capture;

import dev.holdfast.domain.Element;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What domain capabilities say of CPUs. */
final class CpuCapabilities {

    private CpuCapabilities() {}

    /** The CPU modes that there are. */
    static Set<String> modes(List<Element> said) {
        Set<String> modes = new LinkedHashSet<>();
        supported(said).map(mode -> mode.attribute("name")).filter(Objects::nonNull).forEach(modes::add);
        return Collections.unmodifiableSet(modes);
    }

    /** The models for the mode {@code custom}, sorted: libvirt's order changes with each version. */
    static Set<String> models(List<Element> said) {
        Set<String> models = new LinkedHashSet<>();
        supported(said)
                .filter(mode -> "custom".equals(mode.attribute("name")))
                .flatMap(mode -> mode.elements("model").stream())
                .map(Element::text)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .forEach(models::add);
        return models;
    }

    private static Stream<Element> supported(List<Element> said) {
        return said.stream()
                .flatMap(one -> Choice.below(one, "cpu").elements("mode").stream())
                .filter(mode -> "yes".equals(mode.attribute("supported")));
    }
}

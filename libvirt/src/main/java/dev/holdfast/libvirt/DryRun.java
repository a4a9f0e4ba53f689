package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.domain.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One partial domain under a name and UUID of our own, and the way back.
 *
 * <p>There: name and UUID are replaced, the UUID also where libvirt demands that it be the domain's (the {@code uuid}
 * entry of {@code <sysinfo>}; a domain without {@code <uuid>} takes its UUID from there), and the mark is put into
 * {@code <metadata>}. Back: whatever holds our name or UUID, be it libvirt's own derivation such as the path of the
 * NVRAM, holds the owner's again, and the mark is gone. A domain without UUID keeps ours: it is the one newly decided.
 */
final class DryRun {

    /** What the name of every dry run begins with. */
    static final String PREFIX = "holdfast-dry-run-";

    private final String name;
    private final String uuid;
    private final String ownersName;
    private final @Nullable String ownersUuid;
    private final boolean hadMetadata;
    private final Element submitted;

    private DryRun(UUID random, Element partial, DryRunMark mark) {
        uuid = random.toString();
        name = PREFIX + uuid.replace("-", "");
        ownersName = Objects.requireNonNullElse(partial.value("name"), "");
        ownersUuid = uuidOf(partial);
        hadMetadata = partial.child("metadata") != null;
        submitted = submit(partial, mark);
    }

    /** A partial domain made ready to be submitted. */
    static DryRun of(Element partial, DryRunMark mark) {
        return new DryRun(NewUuid.random(), partial, mark);
    }

    /** Goes there and back once with nothing. */
    static void prepare() {
        DryRun nothing = of(Element.of("domain"), DryRunMark.now());
        nothing.restore(nothing.submitted());
    }

    /** Our name. */
    String name() {
        return name;
    }

    /** What to submit. */
    Element submitted() {
        return submitted;
    }

    /** Libvirt's answer, under the owner's name and UUID and without our mark. */
    Element restore(Element answer) {
        Element owners = map(answer, this::restore);
        Element metadata = owners.child("metadata");
        if (metadata == null) {
            return owners;
        }
        List<Node> others = new ArrayList<>(metadata.children());
        others.removeIf(child -> child instanceof Element element && DryRunMark.isMark(element));
        return others.isEmpty() && !hadMetadata
                ? owners.without("metadata")
                : owners.mapChild("metadata", element -> element.withChildren(others));
    }

    /** A value or a message of libvirt's, with the owner's name and UUID for ours. */
    String restore(String value) {
        String named = value.contains(name) ? value.replace(name, ownersName) : value;
        return ownersUuid != null && named.contains(uuid) ? named.replace(uuid, ownersUuid) : named;
    }

    private Element submit(Element partial, DryRunMark mark) {
        Element named = partial.mapChild("name", element -> element.withText(name));
        return withUuid(named).mapChild("metadata", element -> element.plus(mark.toElement()));
    }

    private Element withUuid(Element domain) {
        String written = domain.value("uuid");
        if (written != null && normal(written).isEmpty()) {
            return domain; // Malformed; libvirt says so itself.
        }
        Element own = domain.mapChild("uuid", element -> element.withText(uuid));
        if (ownersUuid == null) {
            return own;
        }
        List<Node> children = new ArrayList<>(own.children().size());
        for (Node child : own.children()) {
            children.add(
                    child instanceof Element element && element.name().equals("sysinfo") ? sysinfo(element) : child);
        }
        return own.withChildren(children);
    }

    private Element sysinfo(Element sysinfo) {
        return map(
                sysinfo, value -> normal(value).filter(found -> found.equals(ownersUuid)).isPresent() ? uuid : value);
    }

    /** The UUID that libvirt would take for the domain's, in its normal form; null where it has none. */
    private static @Nullable String uuidOf(Element domain) {
        String written = domain.value("uuid");
        if (written != null) {
            return normal(written).orElse(null);
        }
        for (Element sysinfo : domain.elements("sysinfo")) {
            for (Element system : sysinfo.elements("system")) {
                for (Element entry : system.elements("entry")) {
                    if ("uuid".equals(entry.attribute("name"))) {
                        return normal(entry.text()).orElse(null);
                    }
                }
            }
        }
        return null;
    }

    /** As libvirt writes a UUID; it reads 32 hexadecimal digits with hyphens anywhere between them, in either case. */
    private static Optional<String> normal(String written) {
        String digits = written.strip().replace("-", "");
        if (digits.length() != 32 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16))
                .toString());
    }

    /** The same tree, every attribute's value and every text changed; what doesn't change is shared. */
    private static Element map(Element element, UnaryOperator<String> change) {
        Map<String, String> attributes = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            String value = change.apply(attribute.getValue());
            changed |= !value.equals(attribute.getValue());
            attributes.put(attribute.getKey(), value);
        }
        List<Node> children = new ArrayList<>(element.children().size());
        for (Node child : element.children()) {
            Node mapped = child instanceof Text text ? map(text, change) : map((Element) child, change);
            changed |= mapped != child;
            children.add(mapped);
        }
        return changed ? Element.of(element.name(), attributes, children, element.place()) : element;
    }

    private static Text map(Text text, UnaryOperator<String> change) {
        String value = change.apply(text.value());
        return value.equals(text.value()) ? text : new Text(value);
    }
}

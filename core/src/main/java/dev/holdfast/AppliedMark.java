package dev.holdfast;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Node;
import dev.holdfast.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a domain that Holdfast applied carries in its {@code <metadata>}, so that a definition whose lock was never
 * written is found again. libvirt keeps one element of each namespace there.
 *
 * @param generation the generation of the lock that belongs to the definition
 * @param digest of the spec that was applied
 */
record AppliedMark(int generation, String digest) {

    private static final String NAMESPACE = "https://holdfast.dev/xmlns/domain/1";
    private static final String NAME = "holdfast:applied";

    static AppliedMark of(int generation, Spec spec) {
        return new AppliedMark(generation, digest(spec));
    }

    /** True where the definition was made of a spec that says the same as this one. */
    boolean isOf(Spec spec) {
        return digest.equals(digest(spec));
    }

    /** Of what the spec says, however it is laid out. */
    static String digest(Spec spec) {
        try {
            byte[] bytes = DomainXml.write(spec.domain()).getBytes(StandardCharsets.UTF_8);
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The mark that a definition carries; empty for one that Holdfast didn't make. */
    static Optional<AppliedMark> in(Element definition) {
        Element metadata = definition.child("metadata");
        if (metadata == null) {
            return Optional.empty();
        }
        return metadata.elements().stream()
                .filter(AppliedMark::isMark)
                .findFirst()
                .flatMap(AppliedMark::read);
    }

    private static Optional<AppliedMark> read(Element element) {
        String generation = element.attribute("generation");
        String digest = element.attribute("spec");
        return generation == null || digest == null || !generation.matches("\\d{1,9}")
                ? Optional.empty()
                : Optional.of(new AppliedMark(Integer.parseInt(generation), digest));
    }

    private static boolean isMark(Element element) {
        return element.attributes().entrySet().stream()
                .anyMatch(a -> a.getKey().startsWith("xmlns") && a.getValue().equals(NAMESPACE));
    }

    /** A domain with this mark, and no other one of Holdfast's. */
    Element on(Element domain) {
        Element mark = Element.of(
                NAME,
                "xmlns:holdfast",
                NAMESPACE,
                "generation",
                Integer.toString(generation),
                "spec",
                digest);
        return without(domain).mapChild("metadata", metadata -> metadata.plus(mark));
    }

    /** A domain without Holdfast's mark. */
    static Element without(Element domain) {
        Element metadata = domain.child("metadata");
        if (metadata == null || metadata.elements().stream().noneMatch(AppliedMark::isMark)) {
            return domain;
        }
        List<Node> rest = new ArrayList<>(metadata.children());
        rest.removeIf(node -> node instanceof Element element && isMark(element));
        return rest.isEmpty()
                ? domain.without("metadata")
                : domain.mapChild("metadata", holder -> holder.withChildren(rest));
    }
}

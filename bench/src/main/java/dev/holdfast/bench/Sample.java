package dev.holdfast.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A VM of twenty devices as its owner keeps it, and what libvirt 12.8.0 made of it ({@link Recording} wrote that down).
 *
 * @param file the spec's name
 * @param spec the spec's text
 * @param complete libvirt's answer, as it came
 */
record Sample(String file, String spec, String complete) {

    /** The answer's file: it is the same for either format. */
    static final String COMPLETE = "vm.complete.xml";

    /** The one in this format: {@code xml} or {@code yaml}. */
    static Sample in(String format) {
        return new Sample("vm." + format, resource("vm." + format), resource(COMPLETE));
    }

    static String resource(String name) {
        try (InputStream in = Sample.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

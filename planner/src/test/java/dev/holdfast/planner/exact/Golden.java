package dev.holdfast.planner.exact;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.exact.Exactness.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the lab's libvirts made of some made-up domains, kept beside them: {@code 17.xml} is the domain, {@code
 * 17.9.0.0.xml} what libvirt 9.0.0 made of it, {@code 17.9.0.0.txt} why it didn't. {@code lab/record-golden} records
 * them.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private static final int DOMAINS = 40;

    /** Where the made-up domains begin that are kept; the lab test's begin at 0. */
    private static final long FIRST = 1_000_000;

    private Golden() {}

    static List<Long> seeds() {
        return LongStream.range(FIRST, FIRST + DOMAINS).boxed().toList();
    }

    static Element domain(long seed) {
        String file = seed + ".xml";
        return XmlSource.parse(read(FOLDER.resolve(file)), file);
    }

    static boolean isRecorded() {
        return Files.exists(FOLDER);
    }

    /** What is kept as a libvirt's answer. */
    static String answer(long seed, String version) {
        Path complete = FOLDER.resolve(seed + "." + version + ".xml");
        return Files.exists(complete) ? read(complete) : read(FOLDER.resolve(seed + "." + version + ".txt"));
    }

    static void record(long seed, String version, String domain, String answer) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(seed + ".xml"), domain);
            boolean complete = answer.startsWith("<");
            Files.writeString(FOLDER.resolve(seed + "." + version + (complete ? ".xml" : ".txt")), answer);
            Files.deleteIfExists(FOLDER.resolve(seed + "." + version + (complete ? ".txt" : ".xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer as it is kept. */
    static String text(Element domain, Answer answer) {
        return switch (answer) {
            case Answer.Complete(Element complete) -> Given.text(domain, complete);
            case Answer.Refused refused -> refused.message() + "\n";
        };
    }

    static String generated(long seed) {
        return DomainXml.write(GeneratedDomains.of(seed));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.holdfast.cli.run;

import dev.holdfast.domain.Limits;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file, mostly a spec, as it was named on the command line.
 *
 * @param label its name as given, {@code -} for standard input
 * @param path where it is; null for standard input
 * @param stream standard input
 */
public record Input(String label, @Nullable Path path, InputStream stream) {

    /** No text within the limit has more bytes than this. */
    private static final int MOST_BYTES = 4 * Limits.CHARACTERS;

    /**
     * The specs that were named.
     *
     * @throws UnusableInputException where one is named twice: each would undo what the other writes
     */
    public static List<Input> of(List<Path> given, Surroundings surroundings) {
        Set<Path> seen = new HashSet<>();
        for (Path path : given) {
            if (!seen.add(surroundings.resolve(path).toAbsolutePath().normalize())) {
                throw new UnusableInputException(Problem.of(path + " is given twice", ""));
            }
        }
        return given.stream().map(path -> one(path, surroundings)).toList();
    }

    /** The one that was named. */
    public static Input one(Path given, Surroundings surroundings) {
        boolean standardInput = given.toString().equals("-");
        return new Input(
                given.toString(), standardInput ? null : surroundings.resolve(given), surroundings.in());
    }

    /** Its name without folders. */
    public String name() {
        Path name = path == null ? null : path.getFileName();
        return name == null ? "-" : name.toString();
    }

    /**
     * Checks that it is there, before a lock is held for it.
     *
     * @throws UnusableInputException where there is no such file
     */
    public void check() {
        if (path != null && !Files.exists(path)) {
            throw unusable("There is no such file");
        }
    }

    /**
     * Reads it.
     *
     * @throws UnusableInputException where there is no such file or it isn't a spec; with line and column
     */
    public Spec read() {
        return Spec.parse(label, text());
    }

    /**
     * What is in it.
     *
     * @throws UnusableInputException where there is no such file or it holds no text
     */
    public String text() {
        String text = content();
        if (text.isBlank()) {
            // To the YAML lens that is a VM of nothing but defaults; from a user it is a file or a pipe gone wrong.
            throw new UnusableInputException(Problem.at(
                    Place.of(label),
                    "There is nothing in it",
                    "Write what the VM has, such as devices: and below it a list of disks:"));
        }
        return text;
    }

    /**
     * What is in it, be it nothing.
     *
     * @throws UnusableInputException where there is no such file, or it holds no text or too much
     */
    public String content() {
        try {
            byte[] bytes = bytes();
            if (bytes.length > MOST_BYTES) {
                throw unusable("Has more than " + MOST_BYTES + " bytes, the most that are read");
            }
            return Spec.decode(label, bytes);
        } catch (IOException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(label), FileTrouble.of(e), FileTrouble.remedy(e)));
        }
    }

    private byte[] bytes() throws IOException {
        if (path == null) {
            return stream.readNBytes(MOST_BYTES + 1);
        }
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(MOST_BYTES + 1);
        }
    }

    private UnusableInputException unusable(String what) {
        return new UnusableInputException(Problem.at(Place.of(label), what, ""));
    }
}

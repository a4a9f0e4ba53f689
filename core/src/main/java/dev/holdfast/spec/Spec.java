package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A VM's configuration as its owner keeps it, and what it says.
 *
 * @param file the file's name, {@code -} for standard input; the VM's name where the spec gives none comes from it
 * @param text the file's characters, untouched
 * @param lens the format it is in
 * @param source the text as the lens read it
 * @param atLeast how many spare ports it is to have though its text may say fewer
 */
public record Spec(String file, String text, Lens lens, Lens.Source source, int atLeast) {

    /** The partial domain that it stands for. */
    public Element domain() {
        return source.domain();
    }

    /**
     * What its owner wrote of a device of {@link #domain()}, or of the whole, each by identity: it without what the
     * format fills in where its owner says nothing.
     */
    public Element written(Element stated) {
        return source.written(stated);
    }

    /** How many free ports for devices to come are to be there, be it by its text or by {@link #withSparePorts}. */
    public int sparePorts() {
        return Math.max(atLeast, source.sparePorts());
    }

    /** What the text's format promises where neither its owner nor a lock decided; see {@link Lens.Source#settle}. */
    public Element settle(Element pinned, Set<String> domainTypes) {
        return source.settle(pinned, domainTypes);
    }

    /**
     * The lock that the text carries; null where it carries none.
     *
     * @throws UnusableInputException where what it carries is no lock
     */
    public @Nullable String carriedLock() {
        return source.carriedLock();
    }

    /** This spec with a lock in its text. */
    public Spec withCarriedLock(String lock) {
        return with(source.withCarriedLock(lock));
    }

    /** This spec with at least so many free ports for devices to come; its text stays as it is. */
    public Spec withSparePorts(int ports) {
        return new Spec(file, text, lens, source, Math.max(atLeast, ports));
    }

    /** This spec with what was completed written back into its text. */
    public Spec reflect(Reflection reflection) {
        return with(source.reflect(reflection));
    }

    private Spec with(String other) {
        return other.equals(text) ? this : new Spec(file, other, lens, new UnreadSource(file, other, lens), atLeast);
    }

    /**
     * Reads a spec from a file.
     *
     * @throws UnusableInputException where there is no such file or it isn't a spec; with line and column
     */
    public static Spec read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return parse(file.toString(), decode(file.toString(), bytes));
        } catch (NoSuchFileException e) {
            throw new UnusableInputException(Problem.at(Place.of(file.toString()), "There is no such file", ""));
        } catch (IOException e) {
            throw new UnusableInputException(Problem.at(
                    Place.of(file.toString()), "Can't be read: " + FileTrouble.of(e), FileTrouble.remedy(e)));
        }
    }

    /** The characters of a file, which must be UTF-8. */
    public static String decode(String file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file), "Not UTF-8 text", "Save the file as UTF-8"));
        }
    }

    /**
     * Reads a spec from text; the format is told by the content.
     *
     * @throws UnusableInputException where it isn't a spec; with line and column
     */
    public static Spec parse(String file, String text) {
        return parse(file, text, Lenses.of(text));
    }

    /**
     * Reads a spec in this format from text.
     *
     * @throws UnusableInputException where it isn't a spec; with line and column
     */
    public static Spec parse(String file, String text, Lens lens) {
        return new Spec(file, text, lens, lens.read(file, text), 0);
    }
}

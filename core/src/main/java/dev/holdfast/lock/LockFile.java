package dev.holdfast.lock;

import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A lock's file.
 *
 * @param path where it is, or will be
 */
public record LockFile(Path path) {

    private static final String ENDING = ".lock.yaml";

    /** The endings under which one VM's spec may stand; two of them beside each other would share a lock. */
    public static final List<String> SPEC_ENDINGS = List.of(".yaml", ".yml", ".xml", ".json");

    /**
     * The lock beside a spec: {@code vm.lock.yaml} for {@code vm.yaml} and for {@code vm.xml}.
     *
     * @throws UnusableInputException where two specs in one folder would have the same lock
     */
    public static LockFile beside(Path spec) {
        return beside(spec, name -> Files.exists(spec.resolveSibling(name)));
    }

    /**
     * The same for who knows what is in the folder.
     *
     * @param isThere whether a file of this name is in the spec's folder
     * @throws UnusableInputException where two specs in one folder would have the same lock
     */
    public static LockFile beside(Path spec, Predicate<String> isThere) {
        String name = Objects.requireNonNull(spec.getFileName()).toString();
        String stem = stem(name);
        List<String> rivals = new ArrayList<>();
        for (String ending : SPEC_ENDINGS) {
            String rival = stem + ending;
            if (!rival.equals(name) && isThere.test(rival)) {
                rivals.add(rival);
            }
        }
        if (!rivals.isEmpty()) {
            throw new UnusableInputException(Problem.at(
                    Place.of(spec.toString()),
                    name + " and " + String.join(" and ", rivals) + " in one folder would share the lock " + stem
                            + ENDING,
                    "Rename or remove one, or say --lock FILE or --no-lock"));
        }
        return new LockFile(spec.resolveSibling(stem + ENDING));
    }

    /** True for a file that is a lock, by its name or by what is in it. */
    public static boolean isLock(String name, String text) {
        return isNamed(name) || LockText.isLock(text);
    }

    /** True for the name, or the path, of a lock beside a spec. */
    public static boolean isNamed(String name) {
        return name.endsWith(ENDING);
    }

    /** The lock in a file of its own choice. */
    public static LockFile at(Path file) {
        return new LockFile(file);
    }

    private static String stem(String name) {
        for (String ending : SPEC_ENDINGS) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /**
     * The lock that is there; null where there is none.
     *
     * @throws UnusableInputException where the file can't be read, isn't a lock or is of a newer format
     */
    public @Nullable Lock read() {
        try {
            // Most specs of a fleet have none, and asking first costs less than an exception; one that can't be looked at throws.
            if (path.getFileSystem().provider().readAttributesIfExists(path, BasicFileAttributes.class) == null) {
                return null;
            }
            return LockText.read(Files.readString(path), path.toString());
        } catch (NoSuchFileException e) {
            return null;
        } catch (CharacterCodingException e) {
            throw new UnusableInputException(Problem.at(Place.of(path.toString()), "The lock is not UTF-8 text", ""));
        } catch (IOException e) {
            throw new UnusableInputException(Problem.at(
                    Place.of(path.toString()),
                    "The lock can't be read: " + FileTrouble.of(e),
                    FileTrouble.remedy(e)));
        }
    }

    /**
     * Writes the lock, whole or not at all, unless it says what the file does: a completion that decides nothing anew
     * gives its lock back as it was found.
     *
     * @param found what was read from the file; null where nothing was
     */
    public void write(Lock lock, @Nullable Lock found) {
        if (lock.equals(found)) {
            return;
        }
        try {
            AtomicFile.write(path, LockText.write(lock));
        } catch (IOException e) {
            throw new UncheckedIOException("The lock " + path + " can't be written: " + FileTrouble.of(e), e);
        }
    }

    /** Keeps every other process away from this lock until closed; waits for one that is there already. */
    public Guard hold() {
        return Guard.on(path);
    }
}

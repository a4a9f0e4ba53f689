package dev.holdfast.cli.run;

import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.UnusableInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What else is in the folders of a run's specs. Where many are in one folder it is listed once, as it then is: to ask the
 * file system for every name that might be there takes a fleet longer than to read its specs.
 *
 * <p>Usable by several threads at once.
 */
public final class Neighbours {

    /** For so many specs of a folder each name is asked for; the folder may have far more files than the run has specs. */
    private static final int FEW = 64;

    private final Map<Path, Folder> folders = new ConcurrentHashMap<>();

    /**
     * The lock beside a spec; null for standard input, which is in no folder.
     *
     * @throws UnusableInputException where two specs in one folder would share it
     */
    public @Nullable LockFile lockOf(Input input) {
        Path spec = input.path();
        if (spec == null) {
            return null;
        }
        Folder folder = folders.computeIfAbsent(
                Objects.requireNonNullElse(spec.getParent(), Path.of(".")), Folder::new);
        Set<String> names = folder.names();
        return names == null ? LockFile.beside(spec) : LockFile.beside(spec, names::contains);
    }

    private static final class Folder {

        private final Path path;
        private final AtomicInteger specs = new AtomicInteger();
        private volatile @Nullable Set<String> names;

        Folder(Path path) {
            this.path = path;
        }

        /** The names in it; null where it is quicker to ask for each, and where it can't be listed, only be passed through. */
        @Nullable Set<String> names() {
            return specs.incrementAndGet() == FEW + 1 ? names = list() : names;
        }

        private @Nullable Set<String> list() {
            String[] found = path.toFile().list();
            return found == null ? null : Set.copyOf(Arrays.asList(found));
        }
    }
}

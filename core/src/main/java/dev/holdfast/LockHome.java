package dev.holdfast;

import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.lock.LockText;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Where a spec's lock is: in a file, or in the spec's own text where its format carries one.
 *
 * @param spec whose lock it is
 * @param file the file; null where it is in none
 * @param isCarried whether it is in the spec
 */
public record LockHome(Spec spec, @Nullable LockFile file, boolean isCarried) {

    /**
     * Where it is to be looked for, and to be written: in the spec if its format carries locks and no file holds it.
     *
     * @param file the file that would hold it; null for none
     * @param isNamed whether the file was named by whoever asks
     * @throws UnusableInputException where both the spec and a file hold one
     */
    public static LockHome of(Spec spec, @Nullable LockFile file, boolean isNamed) {
        if (!spec.source().carriesLock()) {
            return new LockHome(spec, file, false);
        }
        boolean inFile = file != null && (isNamed || Files.exists(file.path()));
        if (file != null && inFile && spec.carriedLock() != null) {
            throw new UnusableInputException(Problem.at(
                    Place.of(spec.file()),
                    "The spec carries a lock, and " + file.path() + " is one, too",
                    "Remove the one that isn't to hold: the file, or the annotation in the spec"));
        }
        return new LockHome(spec, inFile ? file : null, !inFile);
    }

    /** Of a spec whose lock isn't wanted. */
    public static LockHome none(Spec spec) {
        return new LockHome(spec, null, false);
    }

    /**
     * The lock that is there; null where there is none.
     *
     * @throws UnusableInputException where what is there is no lock
     */
    public @Nullable Lock read() {
        if (!isCarried) {
            return file == null ? null : file.read();
        }
        String carried = spec.carriedLock();
        return carried == null ? null : LockText.read(carried, "the lock in " + spec.file());
    }

    /** The completed spec, with its lock in it if this is where that is kept. */
    public Spec keep(Completion completion) {
        return isCarried ? keep(completion.spec(), completion.lock()) : completion.spec();
    }

    /** A spec with the lock in it, if this is where it is kept. */
    public Spec keep(Spec completed, Lock lock) {
        return isCarried ? completed.withCarriedLock(LockText.write(lock)) : completed;
    }

    /**
     * Writes the lock into its file, if it is kept in one.
     *
     * @param found what was read from there; null where nothing was
     */
    public void write(Lock lock, @Nullable Lock found) {
        if (file != null) {
            file.write(lock, found);
        }
    }
}

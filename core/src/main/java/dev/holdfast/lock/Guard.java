package dev.holdfast.lock;

import dev.holdfast.problem.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One process, and in it one thread, at a time at a lock. A file beside the lock is held by the operating system's
 * own file locks, which end with the process that holds them however it ends, and removed when nobody holds it.
 */
public final class Guard implements AutoCloseable {

    private static final Instant MARKS_END = Instant.parse("2000-01-01T00:00:00Z");

    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final ReentrantLock thread;

    private Guard(Path file, FileChannel channel, ReentrantLock thread) {
        this.file = file;
        this.channel = channel;
        this.thread = thread;
    }

    static Guard on(Path lock) {
        Path file = fileFor(lock);
        ReentrantLock thread = THREADS.computeIfAbsent(file, f -> new ReentrantLock());
        if (thread.isHeldByCurrentThread()) {
            throw new IllegalStateException(lock + " is held by this thread already");
        }
        thread.lock();
        try {
            while (true) {
                FileChannel channel = tryOn(file);
                if (channel != null) {
                    return new Guard(file, channel, thread);
                }
            }
        } catch (IOException e) {
            thread.unlock();
            throw cantGuard(lock, e);
        } catch (RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    /** The same for every way of writing the lock's path, and for every link to it. */
    private static Path fileFor(Path lock) {
        try {
            Path real = AtomicFile.real(lock);
            return real.resolveSibling("." + Objects.requireNonNull(real.getFileName()) + ".guard");
        } catch (IOException e) {
            throw cantGuard(lock, e);
        }
    }

    private static UncheckedIOException cantGuard(Path lock, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no folder " + e.getMessage() : FileTrouble.of(e);
        return new UncheckedIOException("Can't guard " + lock + ": " + why, e);
    }

    /**
     * The guard's file, opened and locked; null where its holder removed it meanwhile. Which file it is, only its path
     * tells, and never by opening it a second time: closing any channel to a file gives up this process's locks on it
     * (POSIX.1, fcntl). The path showing one mark before opening and after locking showed one file all the time.
     */
    private static @Nullable FileChannel tryOn(Path file) throws IOException {
        FileTime before = mark(file, true);
        if (before == null) {
            return null;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            if (before.equals(mark(file, false))) {
                FileLock held = channel.lock();
                if (held.isValid() && before.equals(mark(file, false))) {
                    return channel;
                }
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /**
     * What no two files at this path share: a random time of modification, of before {@link #MARKS_END}. A file's
     * number doesn't serve, for the next file gets it where the one before is gone (ext4); nor does its real time,
     * which many files share.
     */
    private static @Nullable FileTime mark(Path file, boolean create) throws IOException {
        if (create && !Files.exists(file)) {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // Somebody else's, then.
            }
        }
        try {
            if (create && !isMark(Files.getLastModifiedTime(file))) {
                Files.setLastModifiedTime(file, FileTime.from(aMark()));
            }
            FileTime modified = Files.getLastModifiedTime(file);
            return isMark(modified) ? modified : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isMark(FileTime time) {
        return time.toInstant().isBefore(MARKS_END);
    }

    private static Instant aMark() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Instant.ofEpochSecond(
                random.nextLong(MARKS_END.getEpochSecond()), random.nextInt(1_000_000_000));
    }

    @Override
    public void close() {
        try {
            // Removed while still locked: whoever waits for it finds that out and makes a new one.
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't release " + file + ": " + e.getMessage(), e);
        } finally {
            thread.unlock();
        }
    }
}

package dev.holdfast.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file beside a target, to be renamed over it. Its writer holds it by the operating system's own file lock, which ends
 * with the writer however that ends; so the next writer of the same target knows what a killed one left, and clears it away.
 */
final class Temporary implements AutoCloseable {

    private static final String ENDING = ".new";

    /** This process's own: to open one a second time and close it would give up the lock on it (POSIX.1, fcntl). */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private Temporary(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** An empty one beside this target, with these attributes; those of killed writers are gone. */
    static Temporary beside(Path target, FileAttribute<?>... attributes) throws IOException {
        clear(target);
        while (true) {
            Path path = target.resolveSibling(
                    prefix(target) + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ENDING);
            OWN.add(path);
            FileChannel channel = null;
            try {
                channel = FileChannel.open(
                        path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
                FileLock lock = channel.lock();
                // Before it was locked, another process may have taken it for one that was left.
                if (lock.isValid() && Files.exists(path)) {
                    return new Temporary(path, channel);
                }
                channel.close();
                OWN.remove(path);
            } catch (IOException | RuntimeException e) {
                OWN.remove(path);
                if (channel != null) {
                    channel.close();
                    Files.deleteIfExists(path);
                }
                throw e;
            }
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Gives it up; it is removed unless it was renamed. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            channel.close();
            OWN.remove(path);
        }
    }

    private static String prefix(Path target) {
        return "." + Objects.requireNonNull(target.getFileName()) + ".";
    }

    private static void clear(Path target) throws IOException {
        String prefix = prefix(target);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(
                Objects.requireNonNull(target.getParent()), file -> isTemporary(file, prefix) && !OWN.contains(file))) {
            for (Path file : left) {
                clearIfLeft(file);
            }
        }
    }

    private static boolean isTemporary(Path file, String prefix) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return name.startsWith(prefix)
                && name.endsWith(ENDING)
                && name.substring(prefix.length()).matches("[0-9a-f]+\\.new");
    }

    private static void clearIfLeft(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Renamed or cleared meanwhile.
        } catch (IOException e) {
            // Another user's; it is in nobody's way.
        }
    }
}

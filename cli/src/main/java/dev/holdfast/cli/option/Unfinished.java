package dev.holdfast.cli.option;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that are being written, and go where the process ends before they are whole. {@link java.io.File#deleteOnExit}
 * would keep the name of each to the end.
 */
final class Unfinished {

    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FILES.forEach(file -> file.toFile().delete())));
    }

    private Unfinished() {}

    /** From now on; the file itself. */
    static Path begin(Path file) {
        FILES.add(file);
        return file;
    }

    /** It is whole, and where it belongs. */
    static void end(Path file) {
        FILES.remove(file);
    }
}

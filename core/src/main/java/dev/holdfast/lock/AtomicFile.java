package dev.holdfast.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Replaces a file so that a reader, and a crash at any moment, finds the old text or the new one and nothing else. */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a text to a temporary file beside the target, syncs it, renames it over the target and syncs the folder.
     * The target keeps its permissions; a symbolic link stays one and its target is replaced.
     *
     * @throws IOException where any step fails; the target is then as it was
     */
    public static void write(Path target, String text) throws IOException {
        Path real = real(target);
        Path folder = Objects.requireNonNull(real.getParent());
        Path temporary = Files.createTempFile(folder, "." + real.getFileName() + ".", ".new");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            permissions(real, temporary);
            Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The file that is meant, behind every link, whether it is there yet or not. */
    static Path real(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        if (Files.isSymbolicLink(absolute)) {
            return real(absolute.resolveSibling(Files.readSymbolicLink(absolute)));
        }
        return Objects.requireNonNull(absolute.getParent())
                .toRealPath()
                .resolve(Objects.requireNonNull(absolute.getFileName()));
    }

    private static void permissions(Path real, Path temporary) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (Files.exists(real)) {
            view.setPermissions(Files.getPosixFilePermissions(real));
        } else {
            // A temporary file is its owner's alone; a new lock or spec is to be read like any other file.
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}

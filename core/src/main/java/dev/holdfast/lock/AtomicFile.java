package dev.holdfast.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replaces a file so that a reader, and a crash at any moment, finds the old text or the new one and nothing else. */
public final class AtomicFile {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private AtomicFile() {}

    /**
     * Writes a text to a temporary file beside the target, syncs it, renames it over the target and syncs the folder.
     * The target keeps its permissions and, where this process may give files away, its owner and group; a new one has
     * what the umask leaves. A symbolic link stays one and its target is replaced. What a writer that was killed left
     * beside the target is removed.
     *
     * @throws IOException where any step fails; the target is then as it was
     */
    public static void write(Path target, String text) throws IOException {
        Path real = real(target);
        Path folder = Objects.requireNonNull(real.getParent());
        PosixFileAttributes before = attributes(real);
        try (Temporary temporary = before == null ? Temporary.beside(real) : Temporary.beside(real, PRIVATE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                temporary.channel().write(bytes);
            }
            if (before != null) {
                keep(before, temporary.path());
            }
            temporary.channel().force(true);
            Files.move(
                    temporary.path(), real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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

    /** Of what is there; null where nothing is, and where files have no such attributes. */
    private static @Nullable PosixFileAttributes attributes(Path real) throws IOException {
        return Files.exists(real) && Files.getFileStore(real).supportsFileAttributeView(PosixFileAttributeView.class)
                ? Files.readAttributes(real, PosixFileAttributes.class)
                : null;
    }

    private static void keep(PosixFileAttributes before, Path temporary) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(before.group())) {
                view.setGroup(before.group());
            }
            if (!now.owner().equals(before.owner())) {
                view.setOwner(before.owner());
            }
        } catch (FileSystemException e) {
            // Only root gives files away; anybody else's rewriting makes them their own.
        }
        // Last, because a change of owner takes some away.
        view.setPermissions(before.permissions());
    }
}

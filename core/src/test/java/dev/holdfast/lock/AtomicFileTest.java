package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    private void nothingElseIsThere(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void writesWhatIsNotThere() throws Exception {
        AtomicFile.write(folder.resolve("a"), "ü\n");
        assertThat(folder.resolve("a")).hasContent("ü\n");
        Path other = Files.createFile(folder.resolve("b"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("a"))).isEqualTo(Files.getPosixFilePermissions(other));
        nothingElseIsThere("a", "b");
    }

    @Test
    void aNewFileHasWhatTheUmaskLeaves() throws Exception {
        Path file = folder.resolve("a");
        assertThat(writing("umask 027; exec \"$@\"", file, "new").waitFor()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
    }

    /** Processes that write without end, killed at whatever moment they are at. */
    @Test
    void whatAKilledWriterLeavesTheNextClearsAway() throws Exception {
        Path file = folder.resolve("a");
        int left = 0;
        for (int i = 0; i < 40 && left == 0; i++) {
            Process writer = writing("exec \"$@\"", file, "loop");
            while (!Files.exists(file)) {
                Thread.sleep(1);
            }
            Thread.sleep(i % 7);
            writer.destroyForcibly().waitFor();
            assertThat(Files.readString(file)).matches("(x{100000})?");
            try (Stream<Path> files = Files.list(folder)) {
                left = (int) files.count() - 1;
            }
            Files.deleteIfExists(left == 0 ? file : folder.resolve("none"));
        }
        assertThat(left).as("leftovers of forty killed writers").isPositive();
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        nothingElseIsThere("a");
    }

    @Test
    void aLivingWritersIsLeftAlone() throws Exception {
        Path file = folder.resolve("a");
        try (Temporary living = Temporary.beside(file.toAbsolutePath())) {
            AtomicFile.write(file, "new");
            assertThat(living.path()).exists();
            assertThat(writing("exec \"$@\"", file, "newer").waitFor()).isZero();
            assertThat(living.path()).exists();
        }
        assertThat(file).hasContent("newer");
        nothingElseIsThere("a");
    }

    private static Process writing(String shell, Path file, String text) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        shell,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        file.toString(),
                        text)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A process that writes a file, once or without end. */
    static final class Writing {

        private Writing() {}

        /** The arguments are the file and its text, or {@code loop}. */
        public static void main(String[] arguments) throws IOException {
            do {
                AtomicFile.write(
                        Path.of(arguments[0]), arguments[1].equals("loop") ? "x".repeat(100_000) : arguments[1]);
            } while (arguments[1].equals("loop"));
        }
    }

    @Test
    void whereItMayItKeepsTheOwner() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "old");
        UserPrincipal owner = Files.getOwner(file);
        try {
            owner = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(file, owner);
        } catch (FileSystemException e) {
            // Not root: the owner stays who it is.
            owner = Files.getOwner(file);
        }
        AtomicFile.write(file, "new");
        assertThat(Files.getOwner(file)).isEqualTo(owner);
    }

    @Test
    void keepsThePermissions() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path file = Files.writeString(Files.createDirectory(folder.resolve("there")).resolve("a"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("there/a"));
        AtomicFile.write(link, "new");
        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(file).isRegularFile().hasContent("new");
        nothingElseIsThere("a", "there");
    }

    @Test
    void alsoOneToWhatIsNotThereYet() throws Exception {
        Files.createDirectory(folder.resolve("there"));
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("there/a"));
        AtomicFile.write(link, "new");
        assertThat(link).isSymbolicLink().hasContent("new");
    }

    @Test
    void whereItFailsTheOldTextStays() throws Exception {
        Path file = Files.createDirectory(folder.resolve("a"));
        Files.writeString(file.resolve("content"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);
        assertThat(file.resolve("content")).hasContent("old");
        nothingElseIsThere("a");
    }

    /** A reader finds the one text or the other, whenever it looks. */
    @Test
    void nobodySeesHalfAText() throws Exception {
        Path file = folder.resolve("a");
        String one = "1".repeat(100_000);
        String two = "2".repeat(100_000);
        AtomicFile.write(file, one);
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 20; i++) {
                    AtomicFile.write(file, i % 2 == 0 ? two : one);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                over.set(true);
            }
        });
        while (!over.get()) {
            assertThat(Files.readString(file)).isIn(one, two);
        }
        writer.join();
        assertThat(file).hasContent(one);
    }
}

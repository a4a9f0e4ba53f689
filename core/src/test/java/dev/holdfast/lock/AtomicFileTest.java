package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a")))).isEqualTo("rw-r--r--");
        nothingElseIsThere("a");
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

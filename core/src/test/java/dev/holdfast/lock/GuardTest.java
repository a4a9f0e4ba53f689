package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GuardTest {

    @TempDir
    private Path folder;

    /** Counts up in a file, {@code ROUNDS} times, each time under the guard; or holds it until ended, given a third word. */
    static final class Counter {

        static final int ROUNDS = 2000;

        public static void main(String[] arguments) throws IOException {
            Path lock = Path.of(arguments[0]);
            if (arguments.length > 2) {
                Guard.on(lock);
                Files.createFile(Path.of(arguments[1]));
                while (true) {
                    try {
                        Thread.sleep(Duration.ofHours(1));
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
            count(lock, Path.of(arguments[1]));
        }

        static void count(Path lock, Path number) throws IOException {
            for (int i = 0; i < ROUNDS; i++) {
                try (Guard _ = Guard.on(lock)) {
                    int before = Files.exists(number) ? Integer.parseInt(Files.readString(number)) : 0;
                    Files.writeString(number, Integer.toString(before + 1));
                }
            }
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Counter.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".guard"));
        }
    }

    @Test
    void twoProcessesAndTwoThreadsCountTogether() throws Exception {
        Path lock = folder.resolve("vm.lock.yaml");
        Path number = folder.resolve("number");
        Process one = start(lock.toString(), number.toString());
        Process two = start(lock.toString(), number.toString());
        Thread thread = Thread.ofPlatform().start(() -> count(lock, number));
        count(lock, number);
        thread.join();
        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        assertThat(number).hasContent(Integer.toString(4 * Counter.ROUNDS));
        nothingIsLeft();
    }

    private static void count(Path lock, Path number) {
        try {
            Counter.count(lock, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKilledHolderHoldsNoMore() throws Exception {
        Path lock = folder.resolve("vm.lock.yaml");
        Path held = folder.resolve("held");
        Process holder = start(lock.toString(), held.toString(), "hold");
        while (!Files.exists(held)) {
            Thread.sleep(10);
        }
        assertThat(folder.resolve(".vm.lock.yaml.guard")).exists();
        Thread waiting = Thread.ofPlatform().start(() -> Guard.on(lock).close());
        waiting.join(Duration.ofMillis(200));
        assertThat(waiting.isAlive()).isTrue();
        holder.destroyForcibly().waitFor();
        waiting.join();
        nothingIsLeft();
    }

    @Test
    void otherLocksAreFree() {
        try (Guard _ = Guard.on(folder.resolve("a.lock.yaml"));
                Guard _ = Guard.on(folder.resolve("b.lock.yaml"))) {
            assertThat(folder.resolve(".a.lock.yaml.guard")).exists();
        }
    }

    @Test
    void onceIsEnoughForAThread() throws Exception {
        Path lock = folder.resolve("vm.lock.yaml");
        try (Guard _ = Guard.on(lock)) {
            assertThatThrownBy(() -> Guard.on(lock)).isInstanceOf(IllegalStateException.class);
        }
        nothingIsLeft();
    }

    /** However its path is written, and over whichever link it is reached, a lock is one. */
    @Test
    void anotherPathToTheSameLockWaits() throws Exception {
        Path lock = Files.createFile(folder.resolve("vm.lock.yaml"));
        Files.createDirectory(folder.resolve("sub"));
        Path link = Files.createSymbolicLink(folder.resolve("link.lock.yaml"), lock);
        for (Path other : List.of(folder.resolve("sub/../vm.lock.yaml"), link)) {
            CountDownLatch got = new CountDownLatch(1);
            Thread waiting;
            try (Guard _ = Guard.on(lock)) {
                waiting = Thread.ofPlatform().start(() -> {
                    Guard.on(other).close();
                    got.countDown();
                });
                assertThat(got.await(100, TimeUnit.MILLISECONDS)).as(other.toString()).isFalse();
            }
            waiting.join();
            assertThat(got.getCount()).as(other.toString()).isZero();
        }
    }

    @Test
    void whereThereIsNoFolderThereIsNoGuard() {
        Path lock = folder.resolve("none/vm.lock.yaml");
        assertThatThrownBy(() -> LockFile.at(lock).hold())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Can't guard " + lock)
                .hasMessageContaining("no folder");
    }
}

package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.UnusableInputException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {

    private static final Lock LOCK = Locks.lock("", "<rng model='virtio'/>");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"vm.yaml", "vm.yml", "vm.xml", "vm.json", "vm"})
    void standsBesideTheSpecUnderItsName(String spec) {
        assertThat(LockFile.beside(folder.resolve(spec)).path()).isEqualTo(folder.resolve("vm.lock.yaml"));
    }

    @Test
    void twoSpecsOfOneNameWouldShareIt() throws Exception {
        Files.createFile(folder.resolve("vm.yaml"));
        Files.createFile(folder.resolve("vm.xml"));
        assertThatThrownBy(() -> LockFile.beside(folder.resolve("vm.yaml")))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.yaml and vm.xml in one folder would share the lock vm.lock.yaml")
                .hasMessageContaining("--no-lock");
    }

    @Test
    void anotherSpecsLockIsNoRival() throws Exception {
        Files.createFile(folder.resolve("vm.yaml"));
        Files.createFile(folder.resolve("vm.lock.yaml"));
        Files.createFile(folder.resolve("vm2.xml"));
        assertThat(LockFile.beside(folder.resolve("vm.yaml")).path()).hasFileName("vm.lock.yaml");
    }

    @Test
    void whereThereIsNoneThereIsNoLock() {
        assertThat(LockFile.at(folder.resolve("vm.lock.yaml")).read()).isNull();
    }

    @Test
    void isReadAsWritten() {
        LockFile file = LockFile.at(folder.resolve("vm.lock.yaml"));
        file.write(LOCK, null);
        assertThat(file.read()).isEqualTo(LOCK);
    }

    @Test
    void aLockThatSaysTheSameIsNotTouched() throws Exception {
        LockFile file = LockFile.at(folder.resolve("vm.lock.yaml"));
        file.write(LOCK, null);
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file.path(), before);
        file.write(LOCK, file.read());
        assertThat(Files.getLastModifiedTime(file.path())).isEqualTo(before);
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        Path path = Files.write(folder.resolve("vm.lock.yaml"), new byte[] {(byte) 0xff, 0});
        assertThatThrownBy(() -> LockFile.at(path).read())
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> LockFile.at(folder).read())
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void saysWhichFileCantBeWritten() {
        Path path = folder.resolve("none/vm.lock.yaml");
        assertThatThrownBy(() -> LockFile.at(path).write(LOCK, null))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(path.toString());
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many files are named: by their folder, or by a list. */
class ManyFilesTest {

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder);
        for (String name : List.of("vms/b", "vms/a", "vms/deep/c")) {
            command.with(name + ".yaml", Command.DISK.replace("name: web", "name: " + name.charAt(name.length() - 1)));
        }
    }

    private static List<String> names(Ran ran) {
        return ran.out().lines().filter(line -> line.startsWith("name: ")).toList();
    }

    @Test
    void aFolderStandsForTheSpecsInItAndBelowItInTheOrderOfTheirNames() {
        command.with("vms/a.lock.yaml", "").with("vms/.hidden.yaml", "").with("vms/README", "");
        command.run("lock", "vms/b.yaml");
        assertThat(Files.exists(folder.resolve("vms/b.lock.yaml"))).isTrue();
        Ran ran = command.run("complete", "vms", "--no-lock");
        assertThat(ran.err()).isEqualTo("3 done\n");
        assertThat(names(ran)).containsExactly("name: a", "name: b", "name: c");
    }

    @Test
    void aFolderWithoutSpecsIsSaid() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        Ran ran = command.run("complete", "empty");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("empty: There is no spec below it\n");
    }

    @Test
    void aListNamesThemOneALine() {
        command.with("list", "vms/b.yaml\n\nvms/a.yaml\r\n");
        assertThat(names(command.run("complete", "--files-from", "list"))).containsExactly("name: b", "name: a");
    }

    @Test
    void aListNamesThemAsFindDoes() {
        command.with("vms/two\nlines.yaml", Command.DISK.replace("name: web", "name: two"));
        command.typing("vms/two\nlines.yaml\0vms/deep\0");
        assertThat(names(command.run("complete", "--files-from=-"))).containsExactly("name: two", "name: c");
    }

    @Test
    void whatTheCommandLineNamesComesBeforeTheList() {
        command.with("list", "vms/a.yaml");
        Ran ran = command.run("complete", "vms/deep", "--files-from", "list");
        assertThat(names(ran)).containsExactly("name: c", "name: a");
    }

    @Test
    void aListThatIsNoneIsSaid() {
        command.with("list", "\n\n");
        assertThat(command.run("complete", "--files-from", "list").err()).isEqualTo("list: It names no spec\n");
        assertThat(command.run("complete", "--files-from", "gone").err()).startsWith("gone: There is no such file\n");
        assertThat(command.run("complete", "-", "--files-from", "-").err())
                .startsWith("Standard input can't be a spec and the list of specs at once\n");
    }

    @Test
    void aSpecThatIsInTheFolderAndInTheListIsGivenTwice() {
        command.with("list", "vms/../vms/a.yaml");
        Ran ran = command.run("complete", "vms", "--files-from", "list");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("vms/../vms/a.yaml is given twice\n");
    }

    @Test
    void twoOfOneNameCannotGoIntoOneFolder() {
        command.with("vms/deep/a.yaml", Command.DISK);
        Ran ran = command.run("complete", "vms", "--output-dir", "out");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("vms/a.yaml and vms/deep/a.yaml would both become out/a.yaml");
        assertThat(command.has("out")).isFalse();
    }

    @Test
    void amongManyTooEachThatWouldShareALockIsRefused() {
        for (int i = 100; i < 300; i++) {
            command.with("many/vm" + i + ".yaml", Command.DISK.replace("name: web", "name: vm" + i));
        }
        command.with("many/vm100.xml", "<domain/>").with("many/vm299.json", "{}");
        Ran ran = command.run("complete", "many", "--output-dir", "out");
        assertThat(ran.err())
                .contains("many/vm100.yaml: vm100.yaml and vm100.xml in one folder would share the lock vm100.lock.yaml")
                .contains("many/vm299.json: vm299.json and vm299.yaml in one folder would share the lock vm299.lock.yaml")
                .endsWith("198 done, 4 failed\n");
    }

    @Test
    void aFileThatDoesNotEndItsLastLineIsStillADocumentOfItsOwn() {
        command.with("open/a.yaml", "memory: 1 GiB").with("open/b.yaml", "memory: 2 GiB");
        assertThat(command.run("complete", "open").out().split("(?m)^---\n"))
                .hasSize(2)
                .allMatch(document -> document.startsWith("memory: "));
        String alone = command.run("complete", "open/a.yaml").out();
        assertThat(command.run("complete", "open").out()).startsWith(alone);
    }

    @Test
    void anEmptyNameIsNoFolder() {
        assertThat(command.run("complete", "").err()).isEqualTo("One of the names is empty\n  See whether a variable is set\n");
        assertThat(command.run("upgrade", "", "--from", "planner:9.0", "--to", "planner:12.8").err())
                .isEqualTo("One of the names is empty\n  See whether a variable is set\n");
        Ran ran = command.run("complete", "vms", "--output-dir", "");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("The name for --output-dir is empty\n");
    }
}

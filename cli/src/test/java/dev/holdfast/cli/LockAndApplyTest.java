package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.domain.Element;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockAndApplyTest {

    private static final Ran SILENT = new Ran(0, "", "");

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
    }

    @Test
    void locksBesideTheSpec() {
        assertThat(command.run("lock", "web.yaml")).isEqualTo(SILENT);
        Golden.check("web.lock.yaml", command.text("web.lock.yaml").replaceFirst("at: .*", "at: 2026-01-01T00:00:00Z"));
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
        assertThat(command.host.definitions).isEmpty();
    }

    @Test
    void locksWhereItIsTold() {
        assertThat(command.run("lock", "--lock", "there.yaml", "web.yaml")).isEqualTo(SILENT);
        assertThat(command.has("there.yaml")).isTrue();
        assertThat(command.has("web.lock.yaml")).isFalse();
        assertThat(command.run("lock", "--output-dir", "locks", "web.yaml")).isEqualTo(SILENT);
        assertThat(command.text("locks/web.lock.yaml")).startsWith("# Made by Holdfast");
        assertThat(command.typing(Command.DISK).run("lock", "-").out()).startsWith("# Made by Holdfast");
    }

    @Test
    void lockingAgainKeepsWhatWasDecided() {
        command.run("lock", "web.yaml");
        String first = command.text("web.lock.yaml");
        command.run("lock", "web.yaml");
        assertThat(command.text("web.lock.yaml")).isEqualTo(first);
    }

    @Test
    void appliesAndWritesTheLock() {
        assertThat(command.run("apply", "web.yaml")).isEqualTo(SILENT);
        assertThat(command.host.definitions).containsOnlyKeys("web");
        assertThat(command.text("web.lock.yaml")).contains("generation: 1");
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
    }

    @Test
    void applyingAgainChangesNothing() {
        command.run("apply", "web.yaml");
        Element defined = command.host.definitions.get("web");
        String lock = command.text("web.lock.yaml");
        Ran again = command.run("apply", "-v", "web.yaml");
        assertThat(again.err()).isEqualTo("web.yaml: nothing to add\nweb.yaml: in libvirt already, as it is\n");
        assertThat(command.host.definitions.get("web")).isSameAs(defined);
        assertThat(command.text("web.lock.yaml")).isEqualTo(lock);
    }

    @Test
    void applyWritesTheSpecWhereItIsToldTo() {
        assertThat(command.run("apply", "--write", "web.yaml")).isEqualTo(SILENT);
        assertThat(command.text("web.yaml")).contains("# the root disk", "address:");
        assertThat(command.run("diff", "web.yaml")).isEqualTo(SILENT);
        Ran there = command.run("apply", "--output-dir", "out", "web.yaml");
        assertThat(there).isEqualTo(SILENT);
        assertThat(command.text("out/web.yaml")).isEqualTo(command.text("web.yaml"));
    }

    @Test
    void aLostLockIsFoundInTheDefinition() throws Exception {
        command.run("apply", "web.yaml");
        String lock = command.text("web.lock.yaml");
        java.nio.file.Files.delete(folder.resolve("web.lock.yaml"));
        Ran ran = command.run("apply", "-v", "web.yaml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("from an apply that was cut off");
        assertThat(command.text("web.lock.yaml")).contains("disk/address@bus: [\"0x01\"").hasLineCount((int) lock.lines().count());
    }

    @Test
    void driftIsRefusedAndThenTakenOver() {
        command.run("apply", "web.yaml");
        addDisk();
        Ran refused = command.run("apply", "web.yaml");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("web.yaml: changed in libvirt", "vdb", "--accept-drift");
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
        Ran taken = command.run("apply", "--accept-drift", "web.yaml");
        assertThat(taken.exit()).isZero();
        assertThat(taken.err()).contains("web.yaml: took over disk vdb");
        assertThat(command.text("web.yaml")).contains("/images/data.img", "# the root disk");
        assertThat(command.run("diff", "web.yaml")).isEqualTo(SILENT);
    }

    private void addDisk() {
        command.host.definitions.computeIfPresent("web", (name, domain) -> command.host.complete(domain.mapChild(
                "devices",
                devices -> devices.plus(Element.of("disk", "type", "file", "device", "disk")
                        .plus(Element.of("source", "file", "/images/data.img"))
                        .plus(Element.of("target", "dev", "vdb", "bus", "virtio"))))));
    }

    @Test
    void diffNamesWhatWasChanged() {
        command.run("apply", "web.yaml");
        addDisk();
        Ran diff = command.run("diff", "web.yaml");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.err()).isEmpty();
        Golden.check("diff.txt", diff.out());
        Ran json = command.run("diff", "--json", "web.yaml");
        assertThat(json.exit()).isEqualTo(1);
        Golden.check("diff.json", json.out());
        assertThat(command.run("diff", "--output-dir", "out", "web.yaml")).isEqualTo(new Ran(1, "", ""));
        assertThat(command.text("out/web.diff")).isEqualTo(diff.out());
    }

    @Test
    void diffOfSeveralSaysWhichAndHowMany() {
        command.run("apply", "web.yaml");
        command.with("two.yaml", "name: two\n");
        Ran diff = command.run("diff", "web.yaml", "two.yaml");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).startsWith("two.yaml:\n").contains("domain removed");
        assertThat(diff.err()).isEqualTo("1 done, 1 different\n");
    }

    @Test
    void twoAtOnceLoseNothing() {
        Command other = new Command(folder);
        other.host.definitions.clear();
        CompletableFuture<Ran> first = CompletableFuture.supplyAsync(() -> command.run("apply", "web.yaml"));
        CompletableFuture<Ran> second = CompletableFuture.supplyAsync(() -> command.run("apply", "web.yaml"));
        assertThat(first.join()).isEqualTo(SILENT);
        assertThat(second.join()).isEqualTo(SILENT);
        assertThat(command.text("web.lock.yaml")).contains("generation: 1");
        assertThat(command.run("diff", "web.yaml")).isEqualTo(SILENT);
    }

    @Test
    void adoptsWhatAnotherProgramMade() {
        command.host.define(dev.holdfast.domain.XmlSource.parse(Command.XML, "test"));
        Element before = command.host.definitions.get("web");
        Ran ran = command.run("adopt", "toy:///", "web", "--spec", "mine.yaml");
        assertThat(ran).isEqualTo(SILENT);
        Golden.check("adopted.yaml", command.text("mine.yaml"));
        assertThat(command.run("diff", "mine.yaml")).isEqualTo(SILENT);
        assertThat(command.run("apply", "mine.yaml").exit()).isZero();
        assertThat(command.host.definitions.get("web")).isEqualTo(before);
    }

    @Test
    void adoptReplacesNothingUnlessItIsForced() {
        command.host.define(dev.holdfast.domain.XmlSource.parse(Command.XML, "test"));
        Ran refused = command.run("adopt", "toy:///", "web");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("web.yaml is there already\n  Say --force to replace it, or --spec FILE for another\n");
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
        assertThat(command.run("adopt", "toy:///", "web", "--force")).isEqualTo(SILENT);
        assertThat(command.text("web.yaml")).isNotEqualTo(Command.DISK);
        Ran printed = command.run("adopt", "toy:///", "web", "--spec", "-");
        assertThat(printed.out()).isEqualTo(command.text("web.yaml"));
    }

    @Test
    void adoptWritesXmlToo() {
        command.host.define(dev.holdfast.domain.XmlSource.parse(Command.XML, "test"));
        assertThat(command.run("adopt", "toy:///", "web", "--spec", "x.xml")).isEqualTo(SILENT);
        assertThat(command.text("x.xml")).startsWith("<domain");
        assertThat(command.has("x.lock.yaml")).isTrue();
    }
}

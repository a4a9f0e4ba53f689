package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteTest {

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
    }

    @Test
    void printsTheCompletedSpecAndChangesNothing() throws IOException {
        Ran ran = command.run("complete", "web.yaml");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
        Golden.check("complete.yaml", ran.out());
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThat(command.host.definitions).isEmpty();
    }

    @Test
    void keepsTheFormatThatCameIn() {
        Ran ran = command.with("web.xml", Command.XML).run("complete", "--no-lock", "web.xml");
        assertThat(ran.out()).contains("<!-- the root disk -->", "<uuid>");
        Golden.check("complete.xml", ran.out());
    }

    @Test
    void convertsToTheOtherFormats() {
        Golden.check(
                "yaml-to-xml.xml", command.run("complete", "--format", "xml", "web.yaml").out());
        Golden.check(
                "yaml-to-json.json", command.run("complete", "--format=json", "web.yaml").out());
        command.with("x/web.xml", Command.XML);
        Golden.check(
                "xml-to-yaml.yaml", command.run("complete", "--format", "YAML", "x/web.xml").out());
        Golden.check(
                "xml-to-json.json", command.run("complete", "--format", "json", "x/web.xml").out());
    }

    @Test
    void whatItConvertsToCompletesToItself() {
        String json = command.run("complete", "--format", "json", "web.yaml").out();
        Ran again = command.typing(json).run("complete", "-");
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).isEqualTo(json);
    }

    @Test
    void readsStandardInput() {
        Ran ran = command.typing(Command.DISK).run("complete", "-");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo(command.run("complete", "web.yaml").out());
    }

    @Test
    void separatesYamlDocumentsAndNoOthers() {
        command.with("two.yaml", Command.DISK.replace("web", "two"));
        Ran ran = command.run("complete", "web.yaml", "two.yaml");
        assertThat(ran.out().split("(?m)^---\n")).hasSize(2).allMatch(document -> document.startsWith("name: "));
        assertThat(ran.err()).isEqualTo("2 done\n");
        Ran xml = command.run("complete", "--format", "xml", "web.yaml", "two.yaml");
        assertThat(xml.out()).contains("</domain>\n<domain").doesNotContain("---");
    }

    @Test
    void writesIntoTheFileAndTheLockBesideIt() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("web.yaml"), PosixFilePermissions.fromString("rw-r-----"));
        String printed = command.run("complete", "web.yaml").out();
        Ran ran = command.run("complete", "--write", "web.yaml");
        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(command.text("web.yaml")).isEqualTo(printed).contains("# the root disk");
        assertThat(command.text("web.lock.yaml")).contains("holdfast: 1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("web.yaml"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void writesNothingWhereNothingIsNew() throws IOException {
        command.run("complete", "-w", "web.yaml");
        // What was written into the spec is its owner's from now on, and the lock says so.
        command.run("complete", "-w", "web.yaml");
        Path spec = folder.resolve("web.yaml");
        String text = command.text("web.yaml");
        Object spec1 = Files.getAttribute(spec, "unix:ino");
        Object lock1 = Files.getAttribute(folder.resolve("web.lock.yaml"), "unix:ino");
        assertThat(command.run("complete", "-w", "web.yaml").exit()).isZero();
        assertThat(command.text("web.yaml")).isEqualTo(text);
        assertThat(Files.getAttribute(spec, "unix:ino")).isEqualTo(spec1);
        assertThat(Files.getAttribute(folder.resolve("web.lock.yaml"), "unix:ino")).isEqualTo(lock1);
    }

    @Test
    void writesNoLockWhereThereIsToBeNone() {
        assertThat(command.run("complete", "--write", "--no-lock", "web.yaml").exit()).isZero();
        assertThat(command.text("web.yaml")).contains("address:");
        assertThat(command.has("web.lock.yaml")).isFalse();
    }

    @Test
    void obeysTheLockBesideTheSpec() {
        command.run("lock", "web.yaml");
        command.with("web.yaml", Command.DISK + "  - image: /images/data.qcow2\n");
        command.with("web.yaml", """
                name: web
                devices:
                  disks:
                  - image: /images/data.qcow2
                  - image: /images/web.qcow2
                """);
        assertThat(onBus1(command.run("complete", "web.yaml"))).isEqualTo("/images/web.qcow2");
        assertThat(onBus1(command.run("complete", "--no-lock", "web.yaml"))).isEqualTo("/images/data.qcow2");
        command.run("lock", "--lock", "other.lock.yaml", "web.yaml");
        assertThat(onBus1(command.run("complete", "--lock", "web.lock.yaml", "web.yaml")))
                .isEqualTo("/images/web.qcow2");
    }

    private static String onBus1(Ran ran) {
        String before = ran.out().substring(0, ran.out().indexOf("bus: 0x01"));
        String line = before.substring(before.lastIndexOf("image: ") + "image: ".length());
        return line.substring(0, line.indexOf('\n'));
    }

    @Test
    void refusesWhatTheGuestWouldNoticeUnlessItIsAccepted() {
        command.run("complete", "--write", "web.yaml");
        String moved = command.text("web.yaml").replace("bus: 0x01", "bus: 0x02");
        command.with("web.yaml", moved);
        Ran refused = command.run("complete", "--write", "web.yaml");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("web.yaml: ", "disk", "--accept-abi-change");
        assertThat(command.text("web.yaml")).isEqualTo(moved);
        Ran accepted = command.run("complete", "--write", "--accept-abi-change", "web.yaml");
        assertThat(accepted.exit()).isZero();
        assertThat(accepted.err()).contains("the guest will notice");
    }

    @Test
    void saysWhatWasAddedWhoeverAsks() {
        assertThat(command.run("complete", "web.yaml").err()).isEmpty();
        Ran verbose = command.run("complete", "-v", "web.yaml");
        assertThat(verbose.err())
                .startsWith("web.yaml: 3 devices and ")
                .contains("  pci 0000:01:00.0 for disk-vda, by libvirt 12.8.0\n");
        assertThat(command.onTerminal().run("complete", "web.yaml").err()).startsWith("web.yaml: 3 devices and ");
        assertThat(command.run("complete", "-q", "web.yaml").err()).isEmpty();
    }

    @Test
    void warnsOfWhatTheCompleterLeavesOut() {
        String xml = Command.XML.replace("<source", "<driver name='qemu' wish='granted'/><source");
        Ran ran = command.with("x/web.xml", xml).run("complete", "x/web.xml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err())
                .isEqualTo("x/web.xml: warning: disk vda: libvirt 12.8.0 leaves out what you wrote: driver@wish granted\n");
        assertThat(command.run("complete", "-q", "x/web.xml").err()).isEmpty();
    }

    @Test
    void saysWhereTheTimeWent() {
        Ran ran = command.run("complete", "--timings", "web.yaml");
        assertThat(ran.err()).matches("timings: .* s in all, connecting .* s, waiting for libvirt .* s\n");
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines and inputs that can't be used: what is said, that nothing is printed or written, and the status. */
class UsageTest {

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder)
                .with("web.yaml", Command.DISK)
                .with("b/web.yaml", Command.DISK)
                .with("x/web.xml", Command.XML)
                .with("both/vm.yaml", Command.DISK)
                .with("both/vm.xml", Command.XML)
                .with("bad/syntax.yaml", "a: [")
                .with("bad/blank.yaml", " \n\n")
                .with("bad/twice.yaml", "name: a\nname: b\n")
                .with("bad/key.yaml", "devices:\n  dsks: []\n")
                .with("bad/mac.yaml", "devices:\n  interfaces:\n  - mac: zz\n")
                .with("bad/control.yaml", "devices:\n  disks:\n  - image: \"/a\\u0007b\"\n")
                .with("bad/open.xml", "<domain><a></domain>")
                .with("bad/dtd.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]>\n<domain>&b;</domain>")
                .with("bad/rejected.xml", Command.XML.replace("bus='virtio'", "bus='floppy'"))
                .with("bad/clash.yaml", Command.DISK + "    address: 0000:01:00.0\n  - image: /b.qcow2\n    address: 0000:01:00.0\n")
                .with("newer/web.yaml", Command.DISK)
                .with("newer/web.lock.yaml", "holdfast: 99\n")
                .with("broken/web.yaml", Command.DISK)
                .with("broken/web.lock.yaml", "<<<<<<< HEAD\n");
    }

    static List<Arguments> unusable() {
        return Stream.of(
                        row("complete nosuch.yaml", "nosuch.yaml: There is no such file"),
                        row("complete /dev/null", "/dev/null: There is nothing in it", "Write what the VM has"),
                        row("complete bad/blank.yaml", "bad/blank.yaml: There is nothing in it"),
                        row("complete -", "-: There is nothing in it"),
                        row("complete bad/syntax.yaml", "bad/syntax.yaml:1:"),
                        row("complete bad/twice.yaml", "bad/twice.yaml:2:1:", "name"),
                        row("complete bad/key.yaml", "bad/key.yaml:2:3:", "Did you mean disks?"),
                        row("complete bad/mac.yaml", "bad/mac.yaml:3:10:", "zz"),
                        row("complete bad/control.yaml", "bad/control.yaml:3:12:", "U+0007"),
                        row("complete bad/open.xml", "bad/open.xml:1:"),
                        row("complete bad/dtd.xml", "bad/dtd.xml:1:1:", "DTD"),
                        row("complete bad/rejected.xml", "bad/rejected.xml:7:5: disk vda: unsupported bus 'floppy'"),
                        row("complete bad/clash.yaml", "bad/clash.yaml:", "0000:01:00.0"),
                        row("complete newer/web.yaml", "newer/web.lock.yaml:1", "format 99"),
                        row("complete broken/web.yaml", "broken/web.lock.yaml:"),
                        row("complete both/vm.yaml", "both/vm.yaml: vm.yaml and vm.xml", "vm.lock.yaml"),
                        row("complete both/vm.xml", "both/vm.xml: vm.xml and vm.yaml"),
                        row("complete web.yaml b/../web.yaml", "b/../web.yaml is given twice"),
                        row("complete - -", "- is given twice"),
                        row("complete --write -", "Standard input can't be written to"),
                        row("complete --write --format xml web.yaml", "Leave out --format"),
                        row("complete --write --output-dir o web.yaml", "Leave out --output-dir"),
                        row("complete --output-dir . web.yaml", "would replace it"),
                        row("complete --output-dir o web.yaml b/web.yaml", "would both become o/web.yaml"),
                        row("complete --output-dir o -", "Standard input has no name"),
                        row("complete --output-dir web.yaml web.yaml", "web.yaml: "),
                        row("complete --lock l web.yaml b/web.yaml", "--lock names one spec's lock"),
                        row("complete --lock l --no-lock web.yaml", "mutually exclusive"),
                        row("complete --on nowhere:/// web.yaml", "No connection to nowhere:///"),
                        row("complete --format pdf web.yaml", "pdf is none of spec, yaml, xml, json"),
                        row("complete --color pink web.yaml", "pink is none of auto, always, never"),
                        row("complete --wrte web.yaml", "Unknown option: '--wrte'", "Did you mean --write?"),
                        row("complete", "Missing required parameter: 'FILE'", "See holdfast complete --help"),
                        row("lock --no-lock web.yaml", "A lock without a lock"),
                        row("apply -", "--lock FILE"),
                        row("apply --write --no-lock -", "Standard input can't be written to"),
                        row("adopt toy:/// nosuch", "There is no domain nosuch on toy:///", "virsh -c toy:/// list --all"),
                        row("adopt toy:/// web --spec web.pdf", "names no format"),
                        row("adopt toy:///", "DOMAIN"),
                        row("complete --on planner:8 web.yaml", "There is no platform 8", "libvirt-9.0.0"),
                        row("complete --on planner:nosuch.yaml web.yaml", "nosuch.yaml: There is no such file"),
                        row("complete --on planner:web.yaml web.yaml", "web.yaml:1:1: Not a platform"),
                        row("complete --seed a web.yaml", "--seed is for the planner"),
                        row("lock --allow-unmodelled web.yaml", "--allow-unmodelled is for the planner"),
                        row("adopt planner web", "planner"),
                        row("platforms capture", "Missing required parameter: 'URI'"),
                        row("platforms capture toy:///", "toy:/// is no libvirt to capture from"),
                        row("platforms compare nosuch.yaml", "nosuch.yaml: There is no such file"),
                        row("platforms compare --platform 8 web.yaml", "There is no platform 8"),
                        row("completion fish", "fish is none of bash, zsh"),
                        row("help nosuch", "nosuch"),
                        row("complet web.yaml", "There is no verb complet", "Did you mean complete?"),
                        row("", "Which verb?", "See holdfast --help"))
                .toList();
    }

    private static Arguments row(String line, String... said) {
        return Arguments.of(line, List.of(said));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void isRefusedInALineOrTwo(String line, List<String> said) {
        Ran ran = command.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.err()).contains(said).doesNotContain("Exception", "\tat ");
        assertThat(ran.err().lines().count()).isBetween(1L, 2L);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(command.has("o")).isFalse();
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
        assertThat(command.has("web.lock.yaml")).isFalse();
    }

    @Test
    void saysThatItNeedsALibvirt() {
        command.environment.clear();
        for (String verb : List.of("apply", "diff")) {
            assertThat(command.run(verb, "web.yaml"))
                    .isEqualTo(new Ran(
                            2, "", "Which libvirt is to be asked?\n  Say --on qemu:///system, or set HOLDFAST_ON\n"));
            Ran planner = command.run(verb, "--on", "planner", "web.yaml");
            assertThat(planner.exit()).isEqualTo(2);
            assertThat(planner.err())
                    .isEqualTo("The planner keeps no domains, and this verb needs a libvirt that does\n"
                            + "  Say --on qemu:///system\n");
        }
    }

    @Test
    void aBugIsSaidInTwoLinesAndTracedOnDemand() {
        command.with("web.yaml", "name: crash\n");
        Ran ran = command.run("complete", "web.yaml");
        assertThat(ran.exit()).isEqualTo(70);
        assertThat(ran.err())
                .isEqualTo("web.yaml: a bug in Holdfast: java.lang.IllegalStateException: a toy breaks\n"
                        + "  Please report it with what HOLDFAST_DEBUG=1 prints\n");
        command.environment.put("HOLDFAST_DEBUG", "1");
        assertThat(command.run("complete", "web.yaml").err()).contains("\tat dev.holdfast.cli.ToyHost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "lock", "apply", "adopt", "diff", "show", "platforms", "completion"})
    void everyVerbHelpsWithAnExample(String verb) {
        Ran ran = command.run(verb, "--help");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Usage: holdfast " + verb, "Example:\n  ").contains("holdfast " + verb + " ");
        assertThat(command.run("help", verb).out()).isEqualTo(ran.out());
        assertThat(command.host.connections).hasValue(0);
    }

    @Test
    void helpsAsAWhole() {
        Golden.check("help.txt", command.run("--help").out());
        assertThat(command.run("--version").out()).startsWith("holdfast ").contains("java ");
    }

    @Test
    void completesInAShell() {
        Ran ran = command.run("completion", "bash");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("complete -F _complete_holdfast", "--accept-drift", "compopt -o filenames");
    }
}

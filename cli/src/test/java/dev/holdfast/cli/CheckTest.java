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

class CheckTest {

    /** As a libvirt has it: nothing is left to be decided. */
    private static final String COMPLETE = """
            <domain type='qemu'>
              <name>web</name>
              <uuid>00000000-0000-4000-8000-00000000000a</uuid>
              <memory unit='KiB'>1048576</memory>
              <vcpu placement='static'>1</vcpu>
              <os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os>
              <features><acpi/></features>
              <devices>
                <emulator>/usr/bin/qemu-system-x86_64</emulator>
                <disk type='file' device='disk'>
                  <source file='/images/web.qcow2'/>
                  <target dev='vda' bus='virtio'/>
                  <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
                </disk>
                <controller type='pci' index='0' model='pcie-root'/>
                <controller type='pci' index='1' model='pcie-root-port'>
                  <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0' multifunction='on'/>
                </controller>
                <controller type='pci' index='2' model='pcie-root-port'>
                  <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x1'/>
                </controller>
                <interface type='bridge'>
                  <mac address='52:54:00:00:00:01'/>
                  <source bridge='br0'/>
                  <model type='virtio'/>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                </interface>
                <sound model='ich9'>
                  <address type='pci' domain='0x0000' bus='0x00' slot='0x1b' function='0x0'/>
                </sound>
              </devices>
            </domain>
            """;

    /** The card and the disk have changed places, the sound card is gone, and there is more memory. */
    private static final String CHANGED = COMPLETE
            .replace("bus='0x02' slot='0x00'", "bus='0x0X' slot='0x00'")
            .replace("bus='0x01' slot='0x00'", "bus='0x02' slot='0x00'")
            .replace("bus='0x0X' slot='0x00'", "bus='0x01' slot='0x00'")
            .replaceAll("(?s)    <sound.*</sound>\n", "")
            .replace("1048576", "2097152")
            .replace("br0", "br1");

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder)
                .with("old.xml", COMPLETE)
                .with("new.xml", CHANGED)
                .with("web.yaml", Command.DISK)
                .with("dtd.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]>\n<domain>&b;</domain>")
                .with("newer/web.lock.yaml", "holdfast: 99\n")
                .with("broken/web.lock.yaml", "<<<<<<< HEAD\n");
    }

    @Test
    void saysWhatTheGuestWouldNoticeTheWorstFirst() {
        Ran ran = command.run("check", "old.xml", "new.xml");
        Golden.check("check.txt", ran.out());
        assertThat(ran).isEqualTo(new Ran(1, ran.out(), ""));
        Ran json = command.run("check", "old.xml", "new.xml", "--format", "json");
        Golden.check("check.json", json.out());
        assertThat(json.exit()).isEqualTo(1);
        assertThat(command.run("check", "old.xml", "new.xml", "--json").out()).isEqualTo(json.out());
    }

    @Test
    void theSameIsNothingAndWhatIsTheHostsDoesNotCount() {
        command.with("moved.xml", COMPLETE.replace("/images/web.qcow2", "/elsewhere.raw").replace("br0", "br1"));
        assertThat(command.run("check", "old.xml", "moved.xml")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.run("check", "old.xml", "moved.xml", "--json").out()).contains("\"same\": true");
    }

    @Test
    void colourIsForATerminal() {
        assertThat(command.run("check", "old.xml", "new.xml").out()).doesNotContain("\u001b");
        Ran ran = command.onTerminal().run("check", "old.xml", "new.xml");
        assertThat(ran.out()).startsWith("\u001b[31mbreaks\u001b[0m: ");
        assertThat(ran.err()).isEqualTo("the guest notices 1 breaks, 2 may break, 1 harmless\n");
    }

    @Test
    void whatIsLessBadCanBeLeftOut() {
        command.with("more.xml", COMPLETE.replace("1048576", "2097152"));
        assertThat(command.run("check", "old.xml", "more.xml").exit()).isEqualTo(1);
        assertThat(command.run("check", "old.xml", "more.xml", "--at-least", "may-break")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.run("check", "old.xml", "new.xml", "--at-least", "breaks").out())
                .contains("enp1s0 becomes enp2s0")
                .doesNotContain("may break", "harmless");
    }

    @Test
    void aLockIsComparedWithItsSpecEdited() {
        command.run("lock", "web.yaml");
        assertThat(command.run("check", "web.lock.yaml", "web.yaml")).isEqualTo(new Ran(0, "", ""));
        command.with("web.yaml", Command.DISK + "  - image: /images/data.qcow2\n");
        assertThat(command.run("check", "web.lock.yaml", "web.yaml").out())
                .contains("disk vdb: new")
                .doesNotContain("vda");
    }

    @Test
    void aLockIsComparedWithWhatWouldBecomeOfTheSpecAlone() {
        command.with("web.yaml", Command.DISK + "  - image: /images/data.qcow2\n");
        command.run("lock", "web.yaml");
        command.with("web.yaml", Command.DISK.replace("web.qcow2", "data.qcow2").replace("- image", "- target: vdb\n    image"));
        Ran ran = command.run("check", "web.yaml", "--on", "toy:///");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("disk vda: gone", "by-path/pci-0000:02:00.0 becomes by-path/pci-0000:01:00.0");
    }

    /** Nothing gives them, and nobody edited anything. */
    @Test
    void numbersThatNobodyGaveAreToldOfAsSuch() {
        String cards = Command.DISK + "  interfaces:\n  - network: default\n  - network: backup\n    mac: 52:54:00:00:00:02\n";
        command.with("web.yaml", cards);
        command.run("lock", "web.yaml", "--on", "planner:12.8");
        String why = "; the spec doesn't give it, and without a lock it is made anew";
        // As a libvirt had drawn them.
        command.with("web.lock.yaml", command.text("web.lock.yaml")
                .replaceAll("52:54:00:(?!00:00:02)[0-9a-f:]{8}", "52:54:00:00:00:01")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f-]+", "00000000-0000-4000-8000-000000000001"));
        assertThat(command.run("check", "web.yaml", "--on", "planner:12.8").out().lines().filter(line -> line.startsWith("  ")))
                .containsExactly(
                        "  the guest sees another network card" + why,
                        "  the machine's UUID changes; licences are bound to it" + why);
        assertThat(command.run("check", "web.lock.yaml", "web.yaml", "--on", "planner:12.8")).isEqualTo(new Ran(0, "", ""));
        command.with("web.yaml", cards.replace("00:02", "00:03"));
        assertThat(command.run("check", "web.lock.yaml", "web.yaml", "--on", "planner:12.8").out())
                .contains("52:54:00:00:00:03")
                .doesNotContain("made anew");
    }

    @Test
    void anotherNameIsHarmlessAndLibvirtMindsIt() {
        command.with("renamed.xml", COMPLETE.replace("<name>web<", "<name>www<"));
        Ran ran = command.run("check", "old.xml", "renamed.xml");
        assertThat(ran).isEqualTo(new Ran(
                1, "harmless: domain: name web -> www\n  libvirt calls the VM otherwise; no guest sees its name\n", ""));
        assertThat(command.run("check", "old.xml", "renamed.xml", "--at-least", "may-break").exit()).isZero();
    }

    @Test
    void aLibvirtsDomainIsNamedByItsUriAndItsName() {
        command.run("apply", "web.yaml");
        assertThat(command.run("check", "web.yaml", "toy:///", "web")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.run("check", "toy:///", "web", "toy:///", "web")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.run("check", "toy:///", "web", "old.xml").exit()).isEqualTo(1);
    }

    @Test
    void eachOfTheTwoIsASpecALockDomainXmlOrALibvirtsDomain() {
        command.run("apply", "web.yaml");
        command.with("dump.xml", command.host.definitions.get("web").toString())
                .with("renamed.yaml", command.text("web.lock.yaml"))
                .typing(command.text("web.lock.yaml"));
        List<List<String>> all = List.of(
                List.of("web.yaml"),
                List.of("web.lock.yaml"),
                List.of("renamed.yaml"),
                List.of("dump.xml"),
                List.of("toy:///", "web"),
                List.of("toy:///", "00000000-0000-4000-8000-000000000001"),
                List.of("-"));
        for (List<String> old : all) {
            for (List<String> now : all) {
                if (!old.equals(now) || !now.equals(List.of("-"))) {
                    String[] line = Stream.of(List.of("check"), old, now).flatMap(List::stream).toArray(String[]::new);
                    assertThat(command.run(line)).as(String.join(" ", line)).isEqualTo(new Ran(0, "", ""));
                }
            }
        }
    }

    @Test
    void standardInputIsOneOfTheTwo() {
        assertThat(command.typing(COMPLETE).run("check", "old.xml", "-")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.typing(CHANGED).run("check", "-", "old.xml", "--json").out()).contains("\"old\": \"-\"");
    }

    @Test
    void aSpecIsCompletedByThePlannerThatIsNamed() {
        Ran ran = command.run("check", "web.yaml", "old.xml", "--on", "planner:9.0");
        assertThat(ran.out()).contains("os/type@machine pc-q35-7.2 -> pc-q35-9.2");
    }

    static List<Arguments> unusable() {
        return Stream.of(
                        row("check", "Missing required parameter: 'VM'"),
                        row("check web.yaml", "With what is web.yaml to be compared?", "--on TARGET"),
                        row("check old.xml nosuch.xml", "nosuch.xml: There is no such file"),
                        row("check nosuch.xml old.xml", "nosuch.xml: There is no such file"),
                        row("check old.xml dtd.xml", "dtd.xml:1:1:", "DTD"),
                        row("check old.xml newer/web.lock.yaml", "newer/web.lock.yaml:1", "format 99"),
                        row("check broken/web.lock.yaml old.xml", "broken/web.lock.yaml:"),
                        row("check old.xml toy:///", "Which domain of toy:///?"),
                        row("check old.xml toy:/// nosuch", "There is no domain nosuch on toy:///", "virsh -c toy:/// list"),
                        row("check old.xml nowhere:/// web", "No connection to nowhere:///"),
                        row("check old.xml new.xml web.yaml", "3 VMs are given"),
                        row("check - -", "Standard input can be only one of the two"),
                        row("check old.xml -", "-: There is nothing in it"),
                        row("check web.yaml --on toy:///", "web.yaml has no lock", "holdfast lock"),
                        row("check newer/web.lock.yaml --on toy:///", "newer/web.lock.yaml"),
                        row("check toy:/// web --on toy:///", "toy:/// web is no spec"),
                        row("check old.xml web.yaml --on planner:8", "There is no platform 8"),
                        row("check old.xml new.xml --format pdf", "pdf is none of text, json"),
                        row("check old.xml new.xml --at-least awful", "awful is none of breaks, may-break, harmless"),
                        row("upgrade . --from planner:9.0", "Missing required option: '--to=TARGET'"),
                        row("upgrade nosuch --from planner:9.0 --to planner", "nosuch: There is no such file"),
                        row("upgrade newer --from planner:9.0 --to planner", "newer: There is no spec below it"),
                        row("upgrade web.yaml --from planner:8 --to planner", "There is no platform 8"),
                        row("upgrade web.yaml --from planner --to nowhere:///", "No connection to nowhere:///"))
                .toList();
    }

    private static Arguments row(String line, String... said) {
        return Arguments.of(line, List.of(said));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeComparedIsSaidAndTheStatusIsTwo(String line, List<String> said) {
        Ran ran = command.run(line.split(" "));
        assertThat(ran.err()).contains(said).doesNotContain("Exception", "\tat ");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void devicesThatCannotBeToldApartAreUnusableAndBothAreNamed() {
        String two = COMPLETE.replace(
                "<sound", "<sound model='ich9'><address type='pci' bus='0x00' slot='0x1c' function='0x0'/></sound><sound");
        command.with("two.xml", two).with("one.xml", COMPLETE.replace("0x1b", "0x1d"));
        Ran ran = command.run("check", "two.xml", "one.xml");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("sound ich9: this could be any of the old VM's sound ich9 or sound ich9", "Give the devices names");
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformsTest {

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
    }

    @Test
    void areListedAndTheDefaultMarked() {
        Golden.check("platforms.txt", command.run("platforms").out());
        Golden.check("platforms.json", command.run("platforms", "--json").out());
    }

    @Test
    void areComparedSideBySide() {
        Ran ran = command.run("platforms", "compare", "web.yaml");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines().findFirst().orElseThrow())
                .endsWith("libvirt-7.0.0  libvirt-9.0.0  libvirt-11.3.0  libvirt-12.8.0");
        assertThat(ran.out())
                .contains("domain: os/type@machine  pc-q35-5.2     pc-q35-7.2     pc-q35-10.0     pc-q35-11.1\n")
                .contains("watchdog-itco            -              -              there           there\n");
        assertThat(command.run("platforms", "compare", "--json", "web.yaml").out())
                .contains("\"device\": \"watchdog-itco\"", "\"libvirt-7.0.0\": null");
    }

    @Test
    void thatComeToTheSameAreNoDifference() {
        assertThat(command.run("platforms", "compare", "--platform", "9.0", "--platform", "libvirt-9.0.0", "web.yaml"))
                .isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void thatRefuseAreADifferenceUnlessAllDo() {
        command.with("x/vm.xml", Command.XML.replace("machine='q35'", "machine='pc-q35-11.1'"));
        Ran ran = command.run("platforms", "compare", "x/vm.xml");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("on libvirt-9.0.0: ", "pc-q35-11.1").doesNotContain("on libvirt-12.8.0");
        assertThat(command.run("platforms", "compare", "--json", "x/vm.xml").out()).contains("\"refused\": {\n    \"libvirt-7.0.0\"");
        command.with("y/vm.xml", Command.XML.replace("<devices>", "<devices><wheel/>"));
        assertThat(command.run("platforms", "compare", "y/vm.xml").exit()).isEqualTo(2);
    }

    @Test
    void helpWithAnExampleEach() {
        for (String verb : new String[] {"capture", "compare"}) {
            Ran ran = command.run("platforms", verb, "--help");
            assertThat(ran.exit()).isZero();
            assertThat(ran.out()).contains("Usage: holdfast platforms " + verb, "Example:\n  holdfast platforms " + verb + " ");
        }
    }
}

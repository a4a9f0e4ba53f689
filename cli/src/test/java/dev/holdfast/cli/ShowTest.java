package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowTest {

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
    }

    @Test
    void showsTheLockAsATree() {
        command.run("lock", "web.yaml");
        command.environment.clear();
        Ran ran = command.run("show", "web.yaml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        Golden.check("show.txt", ran.out());
        assertThat(command.host.connections).hasValue(1);
    }

    @Test
    void showsALockByItself() {
        command.run("lock", "web.yaml");
        String shown = command.run("show", "web.yaml").out();
        command.environment.clear();
        assertThat(command.run("show", "web.lock.yaml")).isEqualTo(new Ran(0, shown, ""));
        assertThat(command.typing(command.text("web.lock.yaml")).run("show", "-")).isEqualTo(new Ran(0, shown, ""));
        command.with("web.yaml", Command.DISK.replace("web.qcow2", "other.qcow2"));
        assertThat(command.run("show", "web.lock.yaml", "web.yaml", "--html", "-").out()).contains("web.lock.yaml");
    }

    @Test
    void aLockIsNotCompletedAnewOrTakenForASpec() {
        command.run("lock", "web.yaml");
        Ran ran = command.run("show", "--on", "toy:///", "web.lock.yaml");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("web.lock.yaml: It is a lock", "Leave --on out");
        command.with("bad.lock.yaml", "devices: []\n");
        assertThat(command.run("show", "bad.lock.yaml").exit()).isEqualTo(2);
    }

    @Test
    void showsEveryValueWhereMoreIsAsked() {
        command.run("lock", "web.yaml");
        Golden.check("show-v.txt", command.run("show", "-v", "web.yaml").out());
    }

    @Test
    void showsJson() {
        command.run("lock", "web.yaml");
        String json = command.run("show", "--json", "web.yaml").out();
        Golden.check("show.json", json.replaceFirst("\"at\": \"[^\"]*\"", "\"at\": \"2026-01-01T00:00:00Z\""));
    }

    @Test
    void showsWhatALibvirtWouldMakeOfIt() {
        assertThat(command.run("show", "web.yaml").out())
                .isEqualTo(command.run("show", "--on", "toy:///", "web.yaml").out())
                .contains("0000:01:00.0 [libvirt 12.8.0]  disk");
        assertThat(command.has("web.lock.yaml")).isFalse();
    }

    @Test
    void coloursATerminalUnlessItIsTold() {
        String plain = command.run("show", "web.yaml").out();
        assertThat(plain).doesNotContain("\u001b[");
        assertThat(command.run("show", "--color=always", "web.yaml").out())
                .contains("\u001b[33m [libvirt 12.8.0]\u001b[0m", "\u001b[36m [format");
        command.onTerminal();
        assertThat(command.run("show", "web.yaml").out()).contains("\u001b[");
        assertThat(command.run("show", "--color", "never", "web.yaml").out()).isEqualTo(plain);
        command.environment.put("NO_COLOR", "1");
        assertThat(command.run("show", "web.yaml").out()).isEqualTo(plain);
    }

    @Test
    void aPortBehindItselfEndsSomewhere() {
        command.run("lock", "web.yaml");
        String lock = command.text("web.lock.yaml");
        command.with("web.lock.yaml", lock.replace("controller/address@bus: [\"0x00\"", "controller/address@bus: [\"0x01\""));
        Ran ran = command.run("show", "web.yaml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("disk");
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {

    private static final String FIXED = Command.DISK.replace("web", "fixed") + "machine: pc-q35-5.2\n";

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder)
                .with("vms/web.yaml", Command.DISK)
                .with("vms/below/db.xml", Command.XML.replace("web", "db"))
                .with("vms/.git/config.yaml", "a: [");
    }

    private Ran upgrade(String... more) {
        String[] line = {"upgrade", "vms", "--from", "planner:7.0", "--to", "planner:12.8"};
        String[] all = Arrays.copyOf(line, line.length + more.length);
        System.arraycopy(more, 0, all, line.length, more.length);
        return command.run(all);
    }

    @Test
    void saysWhatChangesWithoutALockAndThatNothingDoesWithOne() {
        Ran ran = upgrade();
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .contains("vms/below/db.xml: without a lock ", "vms/web.yaml: without a lock ", "; with one nothing\n")
                .contains("  breaks: domain: os/type@machine pc-q35-5.2 -> pc-q35-11.1\n")
                .doesNotContain(".git");
        assertThat(ran.err())
                .isEqualTo("2 different\n"
                        + "2 of 2 VMs would notice something without a lock, with one 0\n"
                        + "  2 have no lock yet: holdfast lock FILE --on planner:7.0\n");
    }

    @Test
    void vmsThatHaveTheirLocksComeThrough() {
        command.run("lock", "vms/web.yaml", "vms/below/db.xml", "--on", "planner:7.0");
        Ran ran = upgrade();
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("; with its lock nothing\n");
        assertThat(ran.err())
                .isEqualTo("2 done\n2 of 2 VMs would notice something without a lock, with one 0\n");
    }

    @Test
    void oneThatCannotBeCompletedDoesNotStopTheRest() {
        command.with("vms/odd.yaml", "name: odd\nmachine: pc-q35-11.1\n").with("vms/bad.yaml", "a: [");
        Ran ran = upgrade();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("vms/bad.yaml:1:", "vms/odd.yaml", "on planner:7.0: ", "2 different, 2 failed\n", "; 2 could not be completed\n")
                .contains("2 of 2 VMs would notice something");
    }

    @Test
    void forProgramsItIsOneDocument() {
        Ran ran = upgrade("--format", "json");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith("{\n  \"from\": \"planner:7.0\",\n  \"to\": \"planner:12.8\",\n  \"vms\": [\n")
                .contains("\"file\": \"vms/below/db.xml\",\n      \"locked\": false,\n      \"without\": [\n")
                .contains("\"noticeWithout\": 2,\n    \"noticeWith\": 0,");
    }

    @Test
    void aSpecThatLeavesNothingOpenMovesNothing() {
        command.with("fixed.yaml", FIXED);
        Ran ran = command.run("upgrade", "fixed.yaml", "--from", "planner:12.8", "--to", "planner:12.8");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEmpty();
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that the planner completes for. */
class PlannerOptionTest {

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
        command.environment.clear();
    }

    @Test
    void plansForTheNewestWhereNobodySaysOtherwise() {
        Ran ran = command.run("complete", "-v", "web.yaml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("machine: pc-q35-11.1");
        assertThat(ran.err()).contains("added by planner 12.8.0");
        assertThat(command.run("complete", "--on", "planner", "web.yaml").out()).isEqualTo(ran.out());
        assertThat(command.run("complete", "--on=planner:12.8", "web.yaml").out()).isEqualTo(ran.out());
        assertThat(command.host.connections).hasValue(0);
    }

    @Test
    void plansForAPlatformByNameOrFile() {
        Ran named = command.run("complete", "--on", "planner:9.0", "web.yaml");
        assertThat(named.out()).contains("machine: pc-q35-7.2");
        command.with("my-host.yaml", platform("9.0.0"));
        assertThat(command.run("complete", "--on", "planner:my-host.yaml", "web.yaml")).isEqualTo(named);
        command.environment.put("HOLDFAST_ON", "planner:9.0");
        assertThat(command.run("complete", "web.yaml")).isEqualTo(named);
    }

    static String platform(String version) {
        try (var in = dev.holdfast.planner.platform.Platforms.class.getResourceAsStream("libvirt-" + version + ".yaml")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void derivesFromTheSeed() {
        String own = command.run("complete", "web.yaml").out();
        assertThat(command.run("complete", "--seed", "web", "web.yaml").out()).isEqualTo(own);
        assertThat(command.run("complete", "--seed", "other", "web.yaml").out()).isNotEqualTo(own);
    }

    @Test
    void refusesWhatItDoesntModelUnlessThatIsAllowed() {
        command.with("x/vm.xml", Command.XML.replace("<devices>", "<devices><wheel/>"));
        Ran refused = command.run("complete", "x/vm.xml");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).startsWith("x/vm.xml:5:12: The planner doesn't model <wheel> in <devices>\n");
        Ran allowed = command.run("complete", "--allow-unmodelled", "x/vm.xml");
        assertThat(allowed.exit()).isZero();
        assertThat(allowed.out()).contains("<wheel/>");
        assertThat(allowed.err())
                .isEqualTo("x/vm.xml:5:12: warning: The planner doesn't model <wheel> in <devices>; it stays as it is written\n");
    }

    @Test
    void whatItLockedItKeepsOnEveryPlatform() {
        assertThat(command.run("lock", "--on", "planner:9.0", "web.yaml")).isEqualTo(new Ran(0, "", ""));
        String lock = command.text("web.lock.yaml");
        assertThat(lock).contains("by: planner 9.0.0\n");
        assertThat(command.run("complete", "-v", "--on", "planner:9.0", "web.yaml").err()).isEqualTo("web.yaml: nothing to add\n");
        assertThat(command.run("lock", "--on", "planner:9.0", "web.yaml")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.text("web.lock.yaml")).isEqualTo(lock);
        assertThat(command.run("complete", "web.yaml").out()).contains("machine: pc-q35-7.2");
    }

    @Test
    void whatALibvirtLockedItCompletesToItself() {
        command.run("lock", "--on", "planner:12.8", "web.yaml");
        String lock = command.text("web.lock.yaml").replace("planner 12.8.0", "libvirt 12.8.0");
        command.with("web.lock.yaml", lock);
        assertThat(command.run("lock", "web.yaml")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.text("web.lock.yaml")).isEqualTo(lock);
    }

    @Test
    void showsWhatBecomesOfASpecWithoutALock() {
        Ran ran = command.run("show", "web.yaml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("machine pc-q35-11.1 [planner 12.8.0]");
    }

    @Test
    void placesEveryPciDeviceOnTheRootBusWhereAsked() {
        assertThat(command.run("complete", "--place", "root-complex", "web.yaml").out()).doesNotContain("pcie-root-port");
        Ran ran = command.run("complete", "--place", "somewhere", "web.yaml");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("somewhere is none of root-complex");
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.libvirt.Lab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guests would notice of being moved from each of the lab's libvirts to the next. */
@Tag("lab")
class CheckLabTest {

    private static final String DEVICES = """
            devices:
              disks:
              - image: /images/a.qcow2
              - image: /images/b.qcow2
                bus: sata
              - image: /images/c.qcow2
                bus: scsi
              interfaces:
              - network: default
              - network: backup
                model: e1000
            """;

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder)
                .with("vms/alias.yaml", "machine: q35\n" + DEVICES)
                .with("vms/pc.yaml", "machine: pc\n" + DEVICES)
                .with("vms/fixed.yaml", "machine: pc-q35-5.2\n" + DEVICES);
    }

    @Test
    void withLocksNoGuestNoticesAnUpgrade() {
        List<Lab.Host> hosts = Lab.hosts();
        for (int i = 1; i < hosts.size(); i++) {
            String from = hosts.get(i - 1).uri();
            Ran ran = command.on(from).run("upgrade", "vms", "--json", "--from", from, "--to", hosts.get(i).uri());
            assertThat(ran.out())
                    .as(from)
                    .contains("\"vms\": 3,\n    \"failed\": 0,", "\"noticeWith\": 0,\n    \"refused\": 0,")
                    .contains("os/type@machine")
                    .contains("the whole board changes");
        }
    }

    @Test
    void aDomainIsTheSameAsItselfAndAsItsLock() {
        List<Lab.Host> hosts = Lab.hosts();
        String uri = hosts.getLast().uri();
        Ran locked = command.on(uri).run("lock", "vms/fixed.yaml");
        assertThat(locked.exit()).isZero();
        assertThat(command.run("check", "vms/fixed.lock.yaml", "vms/fixed.yaml")).isEqualTo(new Ran(0, "", ""));
        Ran alone = command.run("check", "vms/fixed.yaml", "--on", uri);
        assertThat(alone.exit()).isEqualTo(1);
        assertThat(alone.out()).contains("the machine's UUID changes", "mac@address", "without a lock it is made anew").doesNotContain("address pci");
    }
}

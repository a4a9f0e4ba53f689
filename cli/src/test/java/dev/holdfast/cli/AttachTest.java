package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.domain.Element;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code attach} and {@code detach}, from the command line to spec, lock and host. */
class AttachTest {

    private static final String DISK = "disk: {image: /images/data.qcow2}";

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("web.yaml", Command.DISK);
    }

    private void start(String... options) {
        String[] apply = new String[options.length + 2];
        apply[0] = "apply";
        apply[1] = "web.yaml";
        System.arraycopy(options, 0, apply, 2, options.length);
        assertThat(command.run(apply).exit()).isZero();
        command.host.running.put("web", command.host.definitions.get("web"));
    }

    private static String address(Element domain, String target) {
        return domain.child("devices").elements("disk").stream()
                .filter(disk -> target.equals(disk.value("target@dev")))
                .map(disk -> disk.value("address@bus"))
                .findFirst()
                .orElse("");
    }

    @Test
    void plugsIntoTheRunningVmItsDefinitionSpecAndLock() {
        start();
        Ran ran = command.run("attach", "web.yaml", DISK);
        assertThat(ran).isEqualTo(new Ran(
                0, "disk vdb: plugged into the running VM and its definition, at 0000:02:00.0\n", ""));
        assertThat(address(command.host.running.get("web"), "vdb")).isEqualTo("0x02");
        assertThat(address(command.host.definitions.get("web"), "vdb")).isEqualTo("0x02");
        assertThat(command.text("web.yaml")).contains("# the root disk", "- image: /images/data.qcow2\n");
        assertThat(command.text("web.lock.yaml")).contains("id: disk-vdb");
        assertThat(command.run("diff", "web.yaml")).isEqualTo(new Ran(0, "", ""));
        assertThat(command.run("complete", "-v", "web.yaml").err()).isEqualTo("web.yaml: nothing to add\n");
        assertThat(command.run("apply", "-v", "web.yaml").err()).contains("in libvirt already, as it is");
    }

    @Test
    void takesTheDeviceFromAFileOrFromStandardInput() {
        start("--spare-ports", "4");
        command.with("data.xml", "<disk type='file'><source file='/x.img'/><target dev='vdx' bus='virtio'/></disk>\n");
        assertThat(command.run("attach", "web.yaml", "--file", "data.xml").out()).startsWith("disk vdx: plugged into");
        assertThat(command.typing(DISK).run("attach", "web.yaml", "-").out()).startsWith("disk vdb: plugged into");
        assertThat(command.text("web.yaml")).contains("/x.img", "/images/data.qcow2");
    }

    @Test
    void refusesWhereNoPortIsFreeAndChangesNothing() {
        start();
        command.run("attach", "web.yaml", DISK);
        String spec = command.text("web.yaml");
        String lock = command.text("web.lock.yaml");
        Ran ran = command.run("attach", "web.yaml", "disk: {image: /images/more.qcow2}");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("web.yaml: disk vdc: no port is free in the running VM", "--spare-ports 4");
        assertThat(command.text("web.yaml")).isEqualTo(spec);
        assertThat(command.text("web.lock.yaml")).isEqualTo(lock);
    }

    @Test
    void leavesAsManyPortsFreeAsAreAskedFor() {
        start();
        int ports = ports();
        assertThat(command.run("attach", "web.yaml", DISK, "--spare-ports", "3").exit()).isZero();
        assertThat(ports()).isEqualTo(ports + 3);
        assertThat(command.run("diff", "web.yaml").exit()).isZero();
        assertThat(command.run("attach", "web.yaml", DISK, "--spare-ports", "-1").err()).contains("Say 0 to 255");
    }

    private int ports() {
        return command.host.definitions.get("web").toString().split("pcie-root-port", -1).length - 1;
    }

    @Test
    void detachesByAnyName() {
        start();
        command.run("attach", "web.yaml", DISK);
        Ran ran = command.run("detach", "web.yaml", "vdb", "--format", "json");
        assertThat(ran.out()).isEqualToIgnoringWhitespace(
                "{\"file\": \"web.yaml\", \"device\": \"disk-vdb\", \"address\": \"0000:02:00.0\", \"running\": true}");
        assertThat(command.text("web.yaml")).isEqualTo(Command.DISK);
        assertThat(address(command.host.running.get("web"), "vdb")).isEmpty();
        assertThat(command.run("diff", "web.yaml")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void aGuestThatKeepsTheDeviceIsStatusOne() {
        start();
        command.run("attach", "web.yaml", DISK);
        String spec = command.text("web.yaml");
        command.host.stubborn = true;
        Ran ran = command.run("detach", "web.yaml", "vdb", "--wait", "0");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("the guest hasn't let go of it within 0 s");
        assertThat(command.text("web.yaml")).isEqualTo(spec);
    }

    @Test
    void aVmThatDoesNotRunIsChangedInItsDefinition() {
        command.run("apply", "web.yaml");
        assertThat(command.run("attach", "web.yaml", DISK).out())
                .isEqualTo("disk vdb: plugged into the definition alone, for the VM doesn't run or doesn't have it, at 0000:02:00.0\n");
    }

    @Test
    void whatCannotBeUnderstoodIsStatusTwo() {
        start();
        assertThat(command.run("attach", "web.yaml").err()).contains("Which device?");
        assertThat(command.run("attach", "web.yaml", DISK, "--file", "x").err()).contains("given twice");
        Ran slip = command.run("attach", "web.yaml", "dsk: {image: /a.qcow2}");
        assertThat(slip.exit()).isEqualTo(2);
        assertThat(slip.err()).contains("DEVICE:1:1:");
        assertThat(command.run("detach", "web.yaml", "vdq").exit()).isEqualTo(2);
        assertThat(command.run("attach", "web.yaml", DISK, "--on", "planner").exit()).isEqualTo(2);
        assertThat(command.run("detach", "web.yaml", "vda", "--wait", "-3").exit()).isEqualTo(2);
        assertThat(command.run("attach", "nosuch.yaml", DISK).exit()).isEqualTo(2);
        assertThat(command.run("complete", "web.yaml", "--spare-ports", "900").err()).contains("Say 0 to 255");
    }

    @Test
    void diffTellsWhatRunsAndIsNotDefined() {
        start();
        command.host.plug("web", dev.holdfast.domain.XmlSource.parse(
                "<interface type='user'><mac address='52:54:00:00:00:99'/><address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/></interface>", "x"));
        Ran diff = command.run("diff", "web.yaml");
        assertThat(diff).isEqualTo(new Ran(1, "interface 52:54:00:00:00:99: runs at 0000:02:00.0 and isn't defined, so that it is gone at the next start\n", ""));
        assertThat(command.run("diff", "--json", "web.yaml").out()).contains("\"running\": [");
    }

    @Test
    void sparePortsAreAddedByFlagInAnyFormat() {
        command.with("x.xml", Command.XML);
        Ran plain = command.run("complete", "x.xml", "--no-lock");
        Ran roomy = command.run("complete", "x.xml", "--no-lock", "--spare-ports", "3");
        assertThat(roomy.out().split("pcie-root-port", -1)).hasSize(plain.out().split("pcie-root-port", -1).length + 2);
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.domain.Element;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeVirtTest {

    private static final String VM = """
            # in git
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata:
              name: web
            spec:
              template:
                spec:
                  domain:
                    devices:
                      disks:
                      - name: root # the only one
                        disk: {bus: virtio}
                    memory: {guest: 1Gi}
                  volumes:
                  - {name: root, emptyDisk: {capacity: 1Gi}}
            """;

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() {
        command = new Command(folder).with("vm.yaml", VM);
    }

    @Test
    void theLockIsWrittenIntoTheFileItself() {
        Ran ran = command.run("complete", "--write", "vm.yaml");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
        String text = command.text("vm.yaml");
        assertThat(text).startsWith(VM + "    metadata:\n      annotations:\n        holdfast.dev/lock: \"v1 sha256:");
        assertThat(folder.resolve("vm.lock.yaml")).doesNotExist();
        assertThat(command.run("complete", "--write", "vm.yaml").exit()).isZero();
        assertThat(command.text("vm.yaml")).as("completed again").isEqualTo(text);
    }

    @Test
    void lockWritesTheSame() {
        assertThat(command.run("lock", "vm.yaml").exit()).isZero();

        assertThat(command.text("vm.yaml")).contains("holdfast.dev/lock");
        assertThat(command.run("check", "vm.yaml", "vm.yaml").exit()).isZero();
        assertThat(command.run("show", "vm.yaml").out()).contains("disk root  target@dev vda");
    }

    @Test
    void withoutALockNoneIsWritten() {
        assertThat(command.run("complete", "--no-lock", "vm.yaml").out()).isEqualTo(VM);
    }

    @Test
    void aFileOfItsOwnTakesTheLockWhereItIsNamed() {
        assertThat(command.run("lock", "--lock", "mine.yaml", "vm.yaml").exit()).isZero();

        assertThat(command.text("vm.yaml")).isEqualTo(VM);
        assertThat(folder.resolve("mine.yaml")).exists();
    }

    @Test
    void aLockInBothPlacesIsAnError() {
        command.run("lock", "--lock", "vm.lock.yaml", "vm.yaml");
        command.run("lock", "--lock", "aside.yaml", "vm.yaml");
        command.with("other.yaml", VM).run("lock", "other.yaml");
        command.with("vm.yaml", command.text("other.yaml"));

        Ran ran = command.run("complete", "vm.yaml");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("vm.yaml: The spec carries a lock, and ");
    }

    @Test
    void whatIsAppliedIsLockedInTheFileAndComparedWithIt() {
        assertThat(command.run("apply", "vm.yaml").exit()).isZero();
        String applied = command.text("vm.yaml");
        assertThat(applied).contains("holdfast.dev/lock");
        assertThat(command.run("diff", "vm.yaml")).isEqualTo(new Ran(0, "", ""));

        command.host.definitions.computeIfPresent("default_web", (name, domain) -> command.host.complete(domain.mapChild(
                "devices", devices -> devices.plus(Element.of("rng", "model", "virtio").plus(Element.of("backend", "model", "random"))))));
        Ran diff = command.run("diff", "vm.yaml");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).contains("rng added");
        Ran drifted = command.run("apply", "--accept-drift", "vm.yaml");
        assertThat(drifted.exit()).isEqualTo(2);
        assertThat(drifted.err()).contains("Change the manifest");
        assertThat(command.text("vm.yaml")).isEqualTo(applied);
    }

    @Test
    void anEditOfALockedManifestMovesNothing() {
        command.run("lock", "vm.yaml");
        String edited = command.text("vm.yaml")
                .replace("          disks:\n", "          disks:\n          - name: new\n            disk: {bus: virtio}\n")
                .replace("      volumes:\n", "      volumes:\n      - {name: new, emptyDisk: {capacity: 1Gi}}\n");
        String before = command.run("show", "vm.yaml").out();
        command.with("vm.yaml", edited).run("complete", "--write", "vm.yaml");
        String root = before.lines().filter(line -> line.contains("disk root")).findFirst().orElseThrow().strip();
        String after = command.run("show", "vm.yaml").out();
        assertThat(after).contains("disk new").contains(root.substring(root.indexOf("disk root")));
        assertThat(command.run("upgrade", "vm.yaml", "--from", "planner:11.3", "--to", "planner:12.8").err()).doesNotContain("could not");
    }

    @Test
    void whichVirtioModelsItsOwnerWantsIsFollowed() {
        command.run("lock", "vm.yaml");
        String asked = command.text("vm.yaml")
                .replace("        devices:\n", "        devices:\n          useVirtioTransitional: true\n");
        assertThat(command.run("complete", "--format", "xml", "vm.yaml").out()).doesNotContain("virtio-transitional");
        String followed = command.with("vm.yaml", asked).run("complete", "--format", "xml", "vm.yaml").out();
        assertThat(followed).contains("virtio-transitional").doesNotContain("virtio-non-transitional");
    }

    @Test
    void aControllerStaysWhileADeviceIsPluggedIntoIt() {
        command.run("lock", "vm.yaml", "--on", "planner");
        String controller = serialController(command.run("show", "vm.yaml").out());
        command.with("vm.yaml", command.text("vm.yaml")
                .replace("        devices:\n", "        devices:\n          autoattachSerialConsole: false\n"));
        assertThat(command.run("complete", "--write", "vm.yaml", "--on", "planner").exit()).isZero();
        assertThat(serialController(command.run("show", "vm.yaml").out())).isEqualTo(controller);
    }

    private static String serialController(String tree) {
        String line = tree.lines().filter(one -> one.contains("controller  type virtio-serial")).findFirst().orElseThrow();
        return line.substring(line.indexOf("0000:"));
    }

    @Test
    void theWholeDomainIsPrintedInOtherFormats() {
        assertThat(command.run("complete", "--format", "xml", "vm.yaml").out())
                .contains("<name>default_web</name>", "pcie-root-port", "ua-root");
    }

    @Test
    void nativeFieldsAreWrittenAndTheRestIsSaid() {
        command.with("vm.yaml", VM.replace("  name: web\n", "  name: web\n  annotations: {holdfast.dev/pin: native}\n"));

        Ran ran = command.run("complete", "vm.yaml");

        assertThat(ran.out()).contains("disk: {bus: virtio, pciAddress: \"0000:", "machine:\n          type: pc-q35-");
        assertThat(ran.err()).contains("vm.yaml: warning: KubeVirt has no field for the PCIe ports");
    }

    @Test
    void whatTheClusterDecidesIsAWarning() {
        command.with("vm.yaml", VM.replace("spec:\n  template:", "spec:\n  instancetype: {name: small}\n  template:"));

        assertThat(command.run("complete", "vm.yaml").err())
                .startsWith("vm.yaml:7:3: warning: The instancetype small is the cluster's");
    }

    @Test
    void anEditedLockIsRefused() {
        command.run("lock", "vm.yaml");
        command.with("vm.yaml", command.text("vm.yaml").replaceFirst("sha256:....", "sha256:0000"));

        Ran ran = command.run("complete", "vm.yaml");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("vm.yaml:19:9: The annotation holdfast.dev/lock says", "edited by hand");
    }

    @Test
    void aBadFieldIsAnErrorWithItsPlace() {
        command.with("vm.yaml", VM.replace("bus: virtio", "bus: ide"));

        Ran ran = command.run("complete", "vm.yaml");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("vm.yaml:13:20: spec.template.spec.domain.devices.disks[0].disk.bus is ide, which KubeVirt doesn't know there\n"
                        + "  Write sata, scsi, usb, virtio\n");
    }
}

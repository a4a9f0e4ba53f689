package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kubevirt.hook.DefineDomain;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container images of {@code deploy/}, built by {@code lab/images}, and what their entry points answer. */
@Tag("lab")
class ImagesLabTest {

    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web, namespace: shop}
            spec:
              template:
                metadata: {}
                spec:
                  domain:
                    memory: {guest: 1Gi}
                    devices:
                      disks:
                      - {name: root, disk: {bus: virtio}}
                  volumes:
                  - {name: root, persistentVolumeClaim: {claimName: root}}
            """;

    private static final String DOMAIN = """
            <domain type='qemu'><name>shop_web</name><memory unit='b'>1073741824</memory>
              <os><type arch='x86_64' machine='q35'>hvm</type></os><vcpu>1</vcpu>
              <devices>
                <disk device='disk' type='file' model='virtio-non-transitional'><source file='/disk.img'/>
                  <target bus='virtio' dev='vda'/><alias name='ua-root'/></disk>
              </devices>
            </domain>
            """;

    @TempDir
    Path folder;

    private record Ran(int exit, String out, String err) {}

    @BeforeAll
    static void build(@TempDir Path temporary) throws IOException, InterruptedException {
        Ran built = images(temporary, "build");
        assertThat(built.exit()).as(built.err()).isZero();
    }

    private static Ran images(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../lab/images"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        int exit = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ran(exit, Files.readString(out), Files.readString(err));
    }

    /** The instance of a VM that was locked on an older libvirt. */
    private String locked() throws IOException {
        Command command = new Command(folder).with("vm.yaml", VM);
        Command.Ran ran = command.run("lock", "vm.yaml", "--on", "planner:9.0");
        assertThat(ran.exit()).as(ran.err()).isZero();
        ObjectNode template = (ObjectNode) Serialization.unmarshal(command.text("vm.yaml"), ObjectNode.class).at("/spec/template");
        template.put("apiVersion", "kubevirt.io/v1").put("kind", "VirtualMachineInstance");
        ((ObjectNode) template.get("metadata")).put("name", "web").put("namespace", "shop");
        return template.toString();
    }

    @Test
    void theHooksImageAnswersAsTheLibraryDoes() throws IOException, InterruptedException {
        String instance = locked();
        Ran answered = images(folder, "run", "hook", "--vmi", instance, "--domain", DOMAIN);
        assertThat(answered.exit()).as(answered.err()).isZero();
        assertThat(answered.out()).isEqualTo(DefineDomain.answer(instance, DOMAIN)).contains("pc-q35-7.2").contains("<address type='pci'");
    }

    @Test
    void whatTheHookRefusesItsImageRefuses() throws IOException, InterruptedException {
        String instance = locked().replace("\"devices\":", "\"machine\":{\"type\":\"pc-q35-5.2\"},\"devices\":");
        String domain = DOMAIN.replace("machine='q35'", "machine='pc-q35-5.2'");
        Ran refused = images(folder, "run", "hook", "--vmi", instance, "--domain", domain);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("pc-q35-5.2").contains("holdfast.dev/accept-abi-change");
    }

    @Test
    void theOperatorsImageHasAllThatTheOperatorNeeds() throws IOException, InterruptedException {
        Ran refused = images(folder, "run", "operator", "--kubeconfig", "/nowhere");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("The kubeconfig /nowhere can't be read").contains("Say --kubeconfig FILE");
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubevirtTest {

    private Command command;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        command = new Command(folder);
    }

    @Test
    void aDomainOfAVmWithoutALockIsPrintedAsItCame() {
        Ran ran = command.run("kubevirt", "define-domain", "--vmi", "{\"metadata\":{}}", "--domain", "<domain><name>a</name></domain>");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo("<domain><name>a</name></domain>");
    }

    @Test
    void whatIsNoInstanceIsRefused() {
        Ran ran = command.run("kubevirt", "define-domain", "--vmi", "{}", "--domain", "<domain><name>a</name></domain>");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("no VirtualMachineInstance");
    }

    @Test
    void aLockOfANewerFormIsRefusedWithWhatToDo() {
        Ran ran = command.run(
                "kubevirt",
                "define-domain",
                "--vmi",
                "{\"metadata\":{\"annotations\":{\"holdfast.dev/lock\":\"v9 x\"}}}",
                "--domain",
                "<domain/>");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("v9").contains("newer one");
    }

    @Test
    void withoutAVerbItAsksWhich() {
        Ran ran = command.run("kubevirt");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("define-domain or operator?");
    }

    @Test
    void aKubeconfigThatIsNoneIsSaidInOneLine() {
        Ran ran = command.run("kubevirt", "operator", "--kubeconfig", "no-such-file");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("The kubeconfig no-such-file can't be read").contains("--kubeconfig FILE");
    }
}

package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Platform;
import dev.holdfast.domain.Version;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LauncherDefinitionsTest {

    private static final String SAID = """
            Compiled against library: libvirt 11.3.0
            Using library: libvirt 11.4.0
            Using API: QEMU 11.4.0
            Running hypervisor: QEMU 10.0.2

            """;

    @Test
    void whatVirshSaysOfItselfAndItsHypervisorIsThePlatform() throws Exception {
        assertThat(LauncherDefinitions.platform(SAID, "<domain type='kvm'>"))
                .isEqualTo(new Platform("libvirt", new Version(11, 4, 0), new Version(10, 0, 2), Set.of("kvm", "qemu")));
    }

    @Test
    void aVirshThatSaysNeitherIsUnreadable() {
        assertThatThrownBy(() -> LauncherDefinitions.platform("error: failed to connect", "<domain/>"))
                .isInstanceOf(DefinitionReader.UnreadableException.class)
                .hasMessageContaining("failed to connect");
    }
}

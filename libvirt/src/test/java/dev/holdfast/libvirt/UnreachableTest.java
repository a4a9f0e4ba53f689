package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.problem.CompleterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as libvirt's client library gave them. */
class UnreachableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock = """
        usermod -aG libvirt         | Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied
        usermod -aG libvirt         | authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'
        auth.conf                   | authentication failed: authentication failed
        libvirt-daemon-system       | Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory
        libvirt-daemon-kvm          | Failed to connect socket to '/var/run/libvirt/virtqemud-sock': No such file or directory
        systemctl start libvirtd    | Failed to connect socket to '/var/run/libvirt/libvirt-sock': Connection refused
        systemctl start libvirtd    | unable to connect to server at 'localhost:16509': Connection refused
        host's name                 | Cannot recv data: ssh: Could not resolve hostname x: Name or service not known: Connection reset by peer
        ssh to that host            | Cannot recv data: Host key verification failed.: Connection reset by peer
        qemu:///system              | internal error: Unable to parse URI foo bar
        qemu:///system              | invalid argument: remote_open: transport in URL not recognised (should be tls|unix|ssh|ext|tcp)
        qemu:///system              | no connection driver available for foo:///system
        libvirt-daemon-driver-qemu  | no connection driver available for qemu:///system
        """)
    void saysWhatToDo(String remedy, String message) {
        assertThat(Remedies.CONNECTING.of(message)).contains(remedy);
    }

    @Test
    void namesThePackageOfTheLibrary() {
        CompleterException none = Unreachable.noLibrary(new UnsatisfiedLinkError("Unable to load library 'virt'"));
        assertThat(none.reason()).isEqualTo(CompleterException.Reason.UNREACHABLE);
        assertThat(none).hasMessageContaining("apt install libvirt0").hasMessageContaining("dnf install libvirt-libs");
    }

    @Test
    void tellsTheBridgeFromTheLibrary() {
        assertThat(Unreachable.noLibrary(new UnsatisfiedLinkError("no jnidispatch in path")))
                .hasMessageContaining("-Djna.tmpdir");
    }
}

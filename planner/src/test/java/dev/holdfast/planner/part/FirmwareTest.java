package dev.holdfast.planner.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.CompleterException;
import org.junit.jupiter.api.Test;

class FirmwareTest {

    @Test
    void earlyLibvirtsChooseFirmwareWhenAGuestStarts() {
        assertThat(Planned.OLDER.os(" firmware='efi'", "").value("os/loader")).isNull();
    }

    @Test
    void lateLibvirtsChooseItWhenADomainIsDefined() {
        assertThat(Planned.part(Planned.NEW.os(" firmware='efi'", ""), "os"))
                .contains("<feature enabled='yes' name='enrolled-keys'/>")
                .contains("<loader readonly='yes' secure='yes' type='pflash' format='raw'>"
                        + "/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>")
                .contains("template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd' templateFormat='raw' format='raw'>"
                        + "/var/lib/libvirt/qemu/nvram/vm_VARS.fd</nvram>");
    }

    @Test
    void secureFirmwareSwitchesSystemManagementOn() {
        assertThat(Planned.part(Planned.NEW.os(" firmware='efi'", ""), "features")).contains("<smm state='on'/>");
    }

    @Test
    void itDoesWhatIsAsked() {
        String plain = "<firmware><feature enabled='no' name='secure-boot'/></firmware>";
        assertThat(Planned.NEW.os(" firmware='efi'", plain).value("os/loader"))
                .isEqualTo("/usr/share/OVMF/OVMF_CODE_4M.fd");
        assertThatThrownBy(() -> Planned.NEW.os(" firmware='bios'", ""))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("bios");
    }

    @Test
    void flashThatGuestsDoNotWriteToHasAFileForItsVariables() {
        String loader = "<loader readonly='yes' type='pflash'>/my.fd</loader>";
        assertThat(Planned.OLD.os("", loader).value("os/nvram")).isEqualTo("/var/lib/libvirt/qemu/nvram/vm_VARS.fd");
        assertThat(Planned.NEW.os("", loader).value("os/nvram@format")).isEqualTo("raw");
    }

    @Test
    void aLoaderIsARomUnlessItSaysOtherwise() {
        assertThat(Planned.OLD.os("", "<loader>/bios.bin</loader>").value("os/loader@type")).isEqualTo("rom");
    }

    @Test
    void uefiNeedsAcpi() {
        assertThatThrownBy(() -> Planned.NEW.with("<memory unit='MiB'>512</memory>"
                        + "<os firmware='efi'><type machine='q35'>hvm</type></os>"))
                .hasMessageContaining("ACPI");
    }
}

package dev.holdfast.planner.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import org.junit.jupiter.api.Test;

class OutsideDevicesTest {

    @Test
    void theUuidIsTheOneThatFirmwareTells() {
        String uuid = "c7a5fdbd-edaf-9455-926a-d65c16db1809";
        Element domain = Planned.NEW.q35(
                "<sysinfo type='smbios'><system><entry name='uuid'>" + uuid + "</entry></system></sysinfo>");
        assertThat(domain.value("uuid")).isEqualTo(uuid);
    }

    @Test
    void theSameNameGivesTheSameUuid() {
        assertThat(Planned.NEW.q35("").value("uuid")).isEqualTo(Planned.OLD.q35("").value("uuid"));
    }

    @Test
    void ofEachNamespaceOneElementOfMetadataIsKept() {
        assertThat(Planned.part(
                        Planned.NEW.q35(
                                """
                                <metadata>
                                  <a:x xmlns:a='http://a/'>1</a:x><b:x xmlns:b='http://a/'>2</b:x><plain/>
                                </metadata>
                                """),
                        "metadata"))
                .contains(">1<")
                .doesNotContain(">2<")
                .doesNotContain("plain");
    }

    @Test
    void anAdjustedClockIsAVariableOne() {
        assertThat(Planned.part(Planned.NEW.q35("<clock offset='localtime' adjustment='-60'/>"), "clock"))
                .contains("<clock offset='variable' adjustment='-60' basis='localtime'/>");
    }

    @Test
    void aTimerWithATickPolicyThatQemuHasNotIsRejected() {
        assertThatThrownBy(() -> Planned.NEW.q35("<clock><timer name='rtc' tickpolicy='merge'/></clock>"))
                .hasMessageContaining("rtc")
                .hasMessageContaining("merge");
    }

    @Test
    void whatHappensWithAGuestIsSaid() {
        Element domain = Planned.NEW.q35("");
        assertThat(domain.value("on_poweroff")).isEqualTo("destroy");
        assertThat(domain.value("on_reboot")).isEqualTo("restart");
        assertThat(domain.value("on_crash")).isEqualTo("destroy");
    }

    @Test
    void aLabelWithoutAModelIsOfTheHosts() {
        assertThat(Planned.part(Planned.NEW.q35("<seclabel type='dynamic'/>"), "seclabel"))
                .contains("<seclabel type='none' model='none'/>");
    }

    @Test
    void aLabelWithoutATypeWasLostForSomeYears() {
        assertThat(Planned.NEW.q35("<seclabel model='dac'/>").child("seclabel")).isNull();
        assertThat(Planned.part(Planned.NEWEST.q35("<seclabel model='dac'/>"), "seclabel"))
                .contains("<seclabel type='dynamic' model='dac' relabel='yes'/>");
    }

    @Test
    void argumentsForQemuDeclareTheirNamespace() {
        Element domain = Planned.NEW.q35(
                """
                <commandline xmlns='http://libvirt.org/schemas/domain/qemu/1.0'><arg value='-x'/></commandline>
                """);
        assertThat(domain.attribute("xmlns:qemu")).isEqualTo("http://libvirt.org/schemas/domain/qemu/1.0");
        assertThat(Planned.part(domain, "qemu:commandline")).contains("<qemu:arg value='-x'/>");
    }

    @Test
    void limitsThatAreNoneAreNotWritten() {
        assertThat(Planned.NEW
                        .q35("<memtune><hard_limit>9007199254740991</hard_limit></memtune>")
                        .child("memtune"))
                .isNull();
    }
}

package dev.holdfast.planner.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.CompleterException;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void anAliasStandsForTheNewestMachineOfThatQemu() {
        assertThat(Planned.OLD.q35("").value("os/type@machine")).isEqualTo("pc-q35-5.2");
        assertThat(Planned.NEWEST.q35("").value("os/type@machine")).isEqualTo("pc-q35-11.1");
    }

    @Test
    void withoutAMachineItIsThePc() {
        assertThat(Planned.NEW.with("<memory>500000</memory><os><type>hvm</type></os>").value("os/type@machine"))
                .isEqualTo("pc-i440fx-10.0");
    }

    @Test
    void aMachineThatQemuNoLongerHasIsRejectedByName() {
        assertThatThrownBy(() -> Planned.NEWEST.with(
                        "<memory>500000</memory><os><type machine='pc-q35-4.2'>hvm</type></os>"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("pc-q35-4.2");
    }

    @Test
    void bootingBeginsWithTheDisk() {
        assertThat(Planned.NEW.q35("").value("os/boot@dev")).isEqualTo("hd");
    }

    @Test
    void theEmulatorIsThePlatforms() {
        assertThat(Planned.NEW.q35("").value("devices/emulator")).isEqualTo("/usr/bin/qemu-system-x86_64");
    }

    @Test
    void severalAcpiTablesCameLate() {
        String tables = "<acpi><table type='slic'>/a//b</table><table type='msdm'>/c</table></acpi>";
        assertThat(Planned.part(Planned.NEW.os("", tables), "os")).contains("<table type='slic'>/a/b</table>");
        assertThatThrownBy(() -> Planned.OLDER.os("", tables)).isInstanceOf(CompleterException.class);
    }
}

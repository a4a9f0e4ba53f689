package dev.holdfast.planner.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {

    private static final String OS = "<os><type machine='q35'>hvm</type></os>";

    @ParameterizedTest
    @CsvSource({"1048576, '', 1048576", "1, GiB, 1048576", "1, GB, 976563", "1025, bytes, 2", "512, m, 524288"})
    void sizesComeBackInKibRoundedUp(String size, String unit, String kib) {
        Element domain = Planned.NEW.with("<memory unit='" + unit + "'>" + size + "</memory>" + OS);
        assertThat(domain.value("memory")).isEqualTo(kib);
        assertThat(domain.value("memory@unit")).isEqualTo("KiB");
    }

    @Test
    void theBalloonIsAtMostAsBigAsTheMemory() {
        Element domain = Planned.NEW.with(
                "<memory unit='MiB'>512</memory><currentMemory unit='GiB'>1</currentMemory>" + OS);
        assertThat(domain.value("currentMemory")).isEqualTo("524288");
    }

    @Test
    void cellsSayHowMuchMemoryThereIs() {
        Element domain = Planned.NEW.with(
                """
                <memory unit='MiB'>1</memory><vcpu>2</vcpu><os><type machine='q35'>hvm</type></os>
                <cpu><numa><cell cpus='0' memory='512' unit='MiB'/><cell cpus='1' memory='256' unit='MiB'/></numa></cpu>
                """);
        assertThat(domain.value("memory")).isEqualTo("786432");
    }

    @Test
    void roomForMemoryDevicesBringsACellInLaterLibvirts() {
        String memory = "<maxMemory slots='2' unit='GiB'>4</maxMemory><memory unit='GiB'>1</memory>" + OS;
        assertThat(Planned.part(Planned.NEW.with(memory), "cpu"))
                .contains("<cell id='0' cpus='0' memory='1048576' unit='KiB'/>");
        assertThatThrownBy(() -> Planned.OLDER.with(memory))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("NUMA");
    }

    @Test
    void noMemoryIsRejected() {
        assertThatThrownBy(() -> Planned.NEW.with(OS)).hasMessageContaining("no memory");
    }

    @Test
    void hugePagesOfACellThatThereIsNotAreRejected() {
        assertThatThrownBy(() -> Planned.NEW.q35(
                        "<memoryBacking><hugepages><page size='2' unit='MiB' nodeset='3'/></hugepages></memoryBacking>"))
                .hasMessageContaining("2048 KiB")
                .hasMessageContaining("NUMA cells 3");
    }
}

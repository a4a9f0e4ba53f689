package dev.holdfast.planner.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessorsTest {

    @Test
    void withoutAModelItIsQemus() {
        assertThat(Planned.part(Planned.NEW.q35(""), "cpu"))
                .contains("mode='custom' match='exact' check='none'")
                .contains("<model fallback='forbid'>qemu64</model>");
    }

    @Test
    void theHostsProcessorIsMigratableAndUnchecked() {
        assertThat(Planned.part(Planned.NEW.q35("<cpu mode='host-passthrough'/>"), "cpu"))
                .contains("<cpu mode='host-passthrough' check='none' migratable='on'/>");
    }

    @Test
    void clustersCameLate() {
        String topology = "<vcpu>4</vcpu><cpu><topology sockets='2' cores='2' threads='1'/></cpu>";
        assertThat(Planned.part(Planned.OLDER.q35(topology), "cpu"))
                .contains("<topology sockets='2' dies='1' cores='2' threads='1'/>");
        assertThat(Planned.part(Planned.NEW.q35(topology), "cpu"))
                .contains("<topology sockets='2' dies='1' clusters='1' cores='2' threads='1'/>");
    }

    @Test
    void aTopologyHasAsManyProcessorsAsTheDomain() {
        assertThatThrownBy(() -> Planned.NEW.q35(
                        "<vcpu>3</vcpu><cpu><topology sockets='2' cores='2' threads='1'/></cpu>"))
                .hasMessageContaining("4 processors")
                .hasMessageContaining("3");
    }

    @Test
    void processorsOfNoCellGoToTheFirst() {
        assertThat(Planned.part(
                        Planned.NEW.q35(
                                """
                                <vcpu>4</vcpu>
                                <cpu><numa><cell memory='512' unit='MiB'/><cell cpus='1-2' memory='512' unit='MiB'/></numa></cpu>
                                """),
                        "cpu"))
                .contains("<cell id='0' cpus='0,3' memory='524288' unit='KiB'/>");
    }

    @Test
    void distancesGoBothWays() {
        assertThat(Planned.part(
                        Planned.NEW.q35(
                                """
                                <vcpu>2</vcpu>
                                <cpu><numa>
                                  <cell cpus='0' memory='512' unit='MiB'>
                                    <distances><sibling id='1' value='21'/></distances>
                                  </cell>
                                  <cell cpus='1' memory='512' unit='MiB'/>
                                </numa></cpu>
                                """),
                        "cpu"))
                .containsSubsequence("id='0' value='10'", "id='1' value='21'", "id='0' value='21'", "id='1' value='10'");
    }

    @Test
    void setsComeBackInRanges() {
        assertThat(Planned.part(Planned.NEW.q35("<vcpu cpuset='8, 0-2,^1,3'>2</vcpu>"), "vcpu"))
                .contains("cpuset='0,2-3,8'");
        assertThatThrownBy(() -> Planned.NEW.q35("<vcpu cpuset='1-'>2</vcpu>")).hasMessageContaining("'1-'");
    }

    @Test
    void automaticPlacementIsOfMemoryToo() {
        assertThat(Planned.part(Planned.NEW.q35("<vcpu placement='auto'>2</vcpu>"), "numatune"))
                .contains("<memory mode='strict' placement='auto'/>");
        assertThat(Planned.part(Planned.NEW.q35("<numatune><memory placement='auto'/></numatune>"), "vcpu"))
                .contains("placement='auto'");
    }

    @Test
    void processorsOneByOneAreAllWritten() {
        assertThat(Planned.part(
                        Planned.NEW.q35(
                                "<vcpu>3</vcpu><vcpus><vcpu id='0' enabled='yes'/><vcpu id='2' enabled='no'/></vcpus>"),
                        "vcpus"))
                .contains("<vcpu id='1' enabled='no' hotpluggable='yes'/>");
    }

    @Test
    void aScheduleIsWrittenForEachThread() {
        assertThat(Planned.part(
                        Planned.NEW.q35(
                                "<vcpu>2</vcpu><cputune><vcpusched vcpus='0-1' scheduler='rr' priority='1'/></cputune>"),
                        "cputune"))
                .contains("<vcpusched vcpus='0' scheduler='rr' priority='1'/>")
                .contains("<vcpusched vcpus='1' scheduler='rr' priority='1'/>");
    }

    @Test
    void ioThreadsGetIdentifiersWhereOneHasAny() {
        assertThat(Planned.part(
                        Planned.NEW.q35(
                                "<iothreads>3</iothreads><iothreadids><iothread id='2'/></iothreadids>"),
                        "iothreadids"))
                .containsSubsequence("id='2'", "id='1'", "id='3'");
    }
}

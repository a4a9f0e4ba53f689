package dev.holdfast.planner.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.CompleterException;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    @Test
    void aFeatureWithoutAStateIsOn() {
        assertThat(Planned.part(Planned.NEW.q35("<features><pmu/><smm/></features>"), "features"))
                .contains("<pmu state='on'/>")
                .contains("<smm state='on'/>");
    }

    @Test
    void aFeatureOfALaterLibvirtIsRejected() {
        String features = "<features><ps2 state='off'/></features>";
        assertThat(Planned.part(Planned.NEW.q35(features), "features")).contains("<ps2 state='off'/>");
        assertThatThrownBy(() -> Planned.OLD.q35(features))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("ps2");
    }

    @Test
    void aFeatureOfAnotherArchitectureIsRejected() {
        assertThatThrownBy(() -> Planned.NEW.q35("<features><gic version='3'/></features>"))
                .hasMessageContaining("gic");
    }

    @Test
    void theSizeOfATsegIsWrittenInItsLargestUnit() {
        assertThat(Planned.part(Planned.NEW.q35("<features><smm><tseg unit='KiB'>2048</tseg></smm></features>"), "features"))
                .contains("<tseg unit='MiB'>2</tseg>");
    }

    @Test
    void hyperVSaysItsModeSinceThereAreModes() {
        String features = "<features><hyperv><relaxed state='on'/></hyperv></features>";
        assertThat(Planned.part(Planned.OLD.q35(features), "features")).contains("<hyperv>");
        assertThat(Planned.part(Planned.NEW.q35(features), "features")).contains("<hyperv mode='custom'>");
    }

    @Test
    void whatHyperVNeedsIsLookedAtByLateLibvirts() {
        String features = "<features><hyperv><ipi state='on'/></hyperv></features>";
        assertThat(Planned.NEW.q35(features).child("features")).isNotNull();
        assertThatThrownBy(() -> Planned.NEWEST.q35(features)).hasMessageContaining("ipi needs vpindex");
    }
}

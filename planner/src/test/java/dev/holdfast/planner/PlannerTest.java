package dev.holdfast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.CompleterException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final Planner planner = Planner.on(Platforms.newest());

    private static Element domain(String name, String rest) {
        return XmlSource.parse(
                "<domain type='qemu'><name>" + name + "</name><memory>262144</memory><os>"
                        + "<type arch='x86_64' machine='q35'>hvm</type></os>" + rest + "</domain>",
                "vm.xml");
    }

    @Test
    void standsForTheLibvirtThatItPlansFor() {
        assertThat(planner.platform().label()).isEqualTo("planner 12.8.0");
        assertThat(Planner.on(Platforms.named("9.0")).platform().label()).isEqualTo("planner 9.0.0");
    }

    @Test
    void derivesWhatNobodyGaveFromTheNameOrASeed() {
        String own = planner.complete(domain("a", "")).value("uuid");
        assertThat(planner.complete(domain("a", "")).value("uuid")).isEqualTo(own);
        assertThat(planner.complete(domain("b", "")).value("uuid")).isNotEqualTo(own);
        assertThat(planner.seeded("a").complete(domain("b", "")).value("uuid")).isEqualTo(own);
        assertThat(planner.seeded("c").complete(domain("a", "")).value("uuid")).isNotEqualTo(own);
    }

    @Test
    void refusesWhatItDoesntModel() {
        assertThatThrownBy(() -> planner.complete(domain("a", "<devices><wheel/></devices>")))
                .isInstanceOf(CompleterException.class)
                .hasMessageContainingAll("The planner doesn't model <wheel> in <devices>", "--on qemu:///system")
                .extracting(e -> ((CompleterException) e).reason())
                .isEqualTo(CompleterException.Reason.UNMODELLED);
    }

    @Test
    void letsItThroughAsItIsWrittenWhereThatIsAllowed() {
        Element wheel = Element.of("wheel", "size", "3").plus(Element.of("spoke"));
        List<CompleterException> said = new ArrayList<>();
        Element complete = planner.allowingUnmodelled(said::add)
                .complete(domain("a", "<devices><wheel size='3'><spoke/></wheel><memballoon model='none' tyre='flat'/></devices>"));
        assertThat(said).hasSize(2);
        Element devices = complete.elements("devices").getFirst();
        assertThat(devices.elements("wheel")).containsExactly(wheel);
        assertThat(complete.value("devices/memballoon@tyre")).isEqualTo("flat");
        assertThat(devices.elements("controller")).isNotEmpty();
    }

    @Test
    void letsAnArchitectureThroughOfWhoseMachinesItKnowsNone() {
        List<CompleterException> said = new ArrayList<>();
        Element partial = XmlSource.parse(
                "<domain type='qemu'><name>vm</name><memory>1048576</memory><os><type arch='armv7l'>hvm</type></os>"
                        + "<devices><interface type='user'/></devices></domain>",
                "vm.xml");
        Element complete = Planner.on(Platforms.named("12.8")).allowingUnmodelled(said::add).complete(partial);
        assertThat(said).first().asString().contains("machines of the architecture armv7l");
        assertThat(complete.elements("os").getFirst().child("type"))
                .isEqualTo(partial.elements("os").getFirst().child("type"));
    }

    @Test
    void completesWhatItCompletedToItself() {
        for (var platform : Platforms.known()) {
            Planner each = Planner.on(platform);
            Element complete = each.complete(domain("a", ""));
            assertThat(each.complete(complete)).as(platform.name()).isEqualTo(complete);
        }
    }
}

package dev.holdfast.planner.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drafts of one preset share it, and none of them notices. */
class PresetTest {

    private static final Shape ADDRESS = Shape.of("address")
            .attr("type", Forms.TEXT)
            .attr("slot", Forms.TEXT)
            .attr("multifunction", Forms.TEXT)
            .child(Shape.of("zpci").attr("uid", Forms.TEXT));

    private static final Preset PCI = Preset.of(ADDRESS, "pci", "0x01");

    @Test
    void whatNobodyChangesIsOneElement() {
        assertThat(Draft.of(PCI).toElement())
                .isSameAs(Draft.of(PCI).toElement())
                .isEqualTo(Element.of("address", "type", "pci", "slot", "0x01"));
    }

    @Test
    void whatOneChangesIsItsOwn() {
        Draft first = Draft.of(PCI);
        Draft second = Draft.of(PCI);
        first.set("multifunction", "on").set("slot", "0x02");
        assertThat(first.toElement())
                .isEqualTo(Element.of("address", "type", "pci", "slot", "0x02", "multifunction", "on"));
        assertThat(second.get("slot")).isEqualTo("0x01");
        assertThat(second.get("multifunction")).isNull();
        assertThat(Draft.of(PCI).toElement()).isEqualTo(second.toElement());
    }

    @Test
    void whatOneTakesAwayStaysWithTheOthers() {
        Draft first = Draft.of(PCI);
        first.set("slot", null);
        assertThat(first.has("slot")).isFalse();
        assertThat(first.toElement()).isEqualTo(Element.of("address", "type", "pci"));
        assertThat(Draft.of(PCI).has("slot")).isTrue();
    }

    @Test
    void aChildOrATextIsWrittenBesideWhatIsShared() {
        Draft address = Draft.of(PCI);
        address.make("zpci").set("uid", "0x0001");
        assertThat(address.toElement().toString()).isEqualTo("""
                <address type='pci' slot='0x01'>
                  <zpci uid='0x0001'/>
                </address>
                """);
        assertThat(Draft.of(PCI).text("x").toElement().toString()).isEqualTo("<address type='pci' slot='0x01'>x</address>\n");
    }

    @Test
    void oneIsMadeWhenItIsFirstAskedFor() {
        List<Integer> made = new ArrayList<>();
        Presets slots = new Presets(32, slot -> {
            made.add(slot);
            return Preset.of(ADDRESS, "pci", String.valueOf(slot));
        });
        assertThat(Draft.of(slots.at(3)).get("slot")).isEqualTo("3");
        assertThat(slots.at(3)).isSameAs(slots.at(3));
        assertThat(made).containsExactly(3);
    }
}

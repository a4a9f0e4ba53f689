package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.RandomEdits;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Any change in libvirt, taken over into any spec: the spec says it then, and what didn't change stays. */
class DriftPropertyTest {

    private static final Element COMPLETE = Canonical.listed(XmlSource.parse(PrintTest.DOMAIN, "test"));

    @Property
    void theSpecSaysWhatChanged(@ForAll long seed) {
        Random random = new Random(seed);
        String text = Pruned.text(COMPLETE, random);
        List<Element> added = random.nextInt(4) > 0
                ? List.of()
                : List.of(RandomEdits.edited(Element.of("rng", "model", "virtio"), random), Element.of("shmem", "name", "b"));
        Drifting drifting = new Drifting(own -> own, device -> device(device, random), own -> rest(own, random), added);
        Drifting.Outcome outcome;
        try {
            outcome = drifting.takenOver(text);
        } catch (UnusableInputException e) {
            assertThat(e.getMessage()).contains("has XML in it");
            return;
        }
        Element now = new YamlLens().read("vm.yaml", outcome.text()).domain();
        assertThat(Canonical.of(now))
                .as(() -> text + "\n--- became ---\n" + outcome.text())
                .isEqualTo(Canonical.of(outcome.complete()));
        Drifting nothing = Drifting.of(device -> device);
        assertThat(nothing.takenOver(outcome.text()).text()).isEqualTo(outcome.text());
        assertThat(nothing.takenOver(text).text()).isEqualTo(text);
    }

    private static @Nullable Element device(Element device, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1, 2 -> RandomEdits.edited(device, random);
            default -> device;
        };
    }

    private static Element rest(Element domain, Random random) {
        if (random.nextBoolean()) {
            return domain;
        }
        Element devices = domain.child("devices");
        Element edited = RandomEdits.edited(DeviceKinds.replaceIn(domain, List.of()).without("devices"), random);
        return devices == null ? edited : edited.plus(devices);
    }
}

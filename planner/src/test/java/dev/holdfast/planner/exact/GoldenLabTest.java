package dev.holdfast.planner.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.planner.exact.Exactness.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded answers are still what the lab's libvirts answer; {@code lab/record-golden} records them anew. */
@Tag("lab")
class GoldenLabTest {

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aLibvirtAnswersAsRecorded(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            String version = libvirt.platform().version().toString();
            for (long seed : Golden.seeds()) {
                String text = Golden.generated(seed);
                Element domain = XmlSource.parse(text, seed + ".xml");
                String answer = Golden.text(domain, Answer.of(libvirt, domain));
                if (Boolean.getBoolean("holdfast.regenerate")) {
                    Golden.record(seed, version, text, answer);
                }
                assertThat(answer).as("seed " + seed + " on " + host).isEqualTo(Golden.answer(seed, version));
            }
        }
    }
}

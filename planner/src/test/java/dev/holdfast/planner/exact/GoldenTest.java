package dev.holdfast.planner.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.exact.Exactness.Answer;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.platform.Platforms;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner beside what the lab's libvirts answered when they were asked. */
class GoldenTest {

    static List<Long> seeds() {
        return Golden.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePlannerAnswersAsLibvirtDid(long seed) {
        Element domain = Golden.domain(seed);
        for (PlannedPlatform platform : Platforms.known()) {
            String recorded = Golden.answer(seed, platform.libvirt().toString());
            Answer answer = Answer.of(Planner.on(platform), domain);
            if (recorded.startsWith("<")) {
                assertThat(Golden.text(domain, answer)).as(platform.name()).isEqualTo(recorded);
            } else {
                assertThat(answer).as(platform.name() + ": " + recorded).isInstanceOf(Answer.Refused.class);
            }
        }
    }
}

package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DryRunMarkTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ThisProcess HERE = new ThisProcess("alpha", "boot-1", "pid:[1]", 7, 700);

    private static boolean isDead(ThisProcess theirs, Duration age, OptionalLong start) {
        return new DryRunMark(theirs, NOW.minus(age)).isDead(HERE, NOW, pid -> start);
    }

    private static ThisProcess process(String host, String boot, String pidSpace) {
        return new ThisProcess(host, boot, pidSpace, 42, 4200);
    }

    @Test
    void readsWhatItWrites() {
        DryRunMark mark = DryRunMark.now();
        Element domain = Element.of("domain").plus(Element.of("metadata").plus(mark.toElement()));
        assertThat(DryRunMark.of(XmlSource.parse(domain.toString(), "libvirt"))).contains(mark);
        assertThat(mark.isOwn()).isTrue();
    }

    @Test
    void isNoMarkWithoutItsNamespaceOrReadableValues() {
        Element metadata = Element.of("metadata");
        Element domain = Element.of("domain");
        assertThat(DryRunMark.of(domain)).isEmpty();
        assertThat(DryRunMark.of(domain.plus(metadata.plus(Element.of("holdfast-dry-run:mark", "pid", "1")))))
                .isEmpty();
        Element unreadable = DryRunMark.now().toElement().withAttribute("pid", "x");
        assertThat(DryRunMark.of(domain.plus(metadata.plus(unreadable)))).isEmpty();
        assertThat(DryRunMark.isMark(unreadable)).isTrue();
    }

    @Test
    void ofTheSameBootIsDeadWhenItsProcessIs() {
        ThisProcess theirs = process("alpha", "boot-1", "pid:[1]");
        assertThat(isDead(theirs, Duration.ofDays(9), OptionalLong.of(4200))).isFalse();
        assertThat(isDead(theirs, Duration.ZERO, OptionalLong.of(4201))).as("the id is another's now").isTrue();
        assertThat(isDead(theirs, Duration.ZERO, OptionalLong.empty())).isTrue();
    }

    @Test
    void ofAnotherProcessNamespaceGoesByAge() {
        ThisProcess theirs = process("alpha", "boot-1", "pid:[2]");
        assertThat(isDead(theirs, Duration.ofMinutes(59), OptionalLong.empty())).isFalse();
        assertThat(isDead(theirs, Duration.ofMinutes(61), OptionalLong.of(4200))).isTrue();
    }

    @Test
    void ofAnEarlierBootIsDead() {
        assertThat(isDead(process("alpha", "boot-0", "pid:[1]"), Duration.ZERO, OptionalLong.of(4200)))
                .isTrue();
    }

    @Test
    void ofAnotherHostGoesByAge() {
        ThisProcess theirs = process("beta", "boot-0", "pid:[1]");
        assertThat(isDead(theirs, Duration.ofMinutes(59), OptionalLong.empty())).isFalse();
        assertThat(isDead(theirs, Duration.ofMinutes(61), OptionalLong.of(4200))).isTrue();
    }

    @Test
    void localhostMayBeAnyHost() {
        ThisProcess here = new ThisProcess("localhost", "boot-1", "", 7, 700);
        DryRunMark mark = new DryRunMark(process("localhost", "boot-0", ""), NOW.minusSeconds(1));
        assertThat(mark.isDead(here, NOW, pid -> OptionalLong.empty())).isFalse();
    }

    @Test
    void thisProcessRunsAndNoneHasTheLastId() {
        ThisProcess self = ThisProcess.self();
        assertThat(ThisProcess.startOf(self.pid())).hasValue(self.start());
        assertThat(ThisProcess.startOf(Integer.MAX_VALUE)).isEmpty();
        assertThat(self.host()).isNotBlank();
    }
}

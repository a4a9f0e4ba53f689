package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.Trees;
import dev.holdfast.domain.XmlSource;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who decided what. */
class TraceTest {

    private static final Origin NEWER = new Origin.Completed("libvirt 12.8.0");

    private static @Nullable Element xml(String text) {
        return text.isEmpty() ? null : XmlSource.parse(text, "x");
    }

    /** Each value as {@code value by whom}, or {@code value by whom as written}. */
    private static Map<String, String> trace(String complete, String written, String submitted, Map<String, Held> earlier) {
        Map<String, String> lines = new LinkedHashMap<>();
        Trace.of(xml(complete), xml(written), xml(submitted), earlier, NEWER).forEach((path, held) -> lines.put(
                path,
                held.value() + " by " + held.origin().label() + (held.written() == null ? "" : " as " + held.written())));
        return lines;
    }

    private static Map<String, String> trace(String complete, String written) {
        return trace(complete, written, written, Map.of());
    }

    @Test
    void theOwnerWhereTheSpecHasItElseTheCompleter() {
        assertThat(trace("<disk type='file' device='disk'><serial>S</serial></disk>", "<disk type='file'><serial>S</serial></disk>"))
                .containsExactly(
                        Map.entry("disk@type", "file by owner"),
                        Map.entry("disk@device", "disk by libvirt 12.8.0"),
                        Map.entry("disk/serial", "S by owner"));
    }

    @Test
    void anotherFormOfTheSameIsTheOwnersAsWritten() {
        assertThat(trace("<m a='0x0a'/>", "<m a='10'/>")).containsEntry("m@a", "0x0a by owner as 10");
        assertThat(trace("<memory unit='KiB'>1024</memory>", "<memory unit='MiB'>1</memory>"))
                .containsExactly(
                        Map.entry("memory@unit", "KiB by owner as MiB"), Map.entry("memory", "1024 by owner as 1"));
    }

    @Test
    void aNameThatWasResolvedIsTheCompletersAsWritten() {
        assertThat(trace("<type machine='pc-q35-9.0'>hvm</type>", "<type machine='q35'>hvm</type>"))
                .containsEntry("type@machine", "pc-q35-9.0 by libvirt 12.8.0 as q35");
    }

    @Test
    void theFormatWhereItFilledIn() {
        assertThat(trace("<disk><target dev='vda'/></disk>", "<disk/>", "<disk><target dev='vda'/></disk>", Map.of()))
                .containsExactly(Map.entry("disk/target@dev", "vda by format"));
    }

    @Test
    void anEarlierLockWhereItHeldTheSame() {
        Map<String, Held> earlier = Map.of(
                "n/model@type", Held.of("e1000", Locks.LIBVIRT), "n/mac@address", Held.of("old", Locks.LIBVIRT));
        assertThat(trace("<n><model type='e1000'/><mac address='new'/></n>", "<n/>", "<n/>", earlier))
                .containsExactly(
                        Map.entry("n/model@type", "e1000 by libvirt 9.0.0"), Map.entry("n/mac@address", "new by libvirt 12.8.0"));
    }

    @Test
    void whatWasWrittenBackIntoTheSpecStaysTheCompletersDecision() {
        assertThat(trace("<n a='1'/>", "<n a='1'/>", "<n a='1'/>", Map.of("n@a", Held.of("1", Locks.LIBVIRT))))
                .containsEntry("n@a", "1 by libvirt 9.0.0");
    }

    @Test
    void theOwnerWhereAnEarlierLockHeldSomethingElse() {
        assertThat(trace("<n a='2'/>", "<n a='2'/>", "<n a='2'/>", Map.of("n@a", Held.of("1", Locks.LIBVIRT))))
                .containsEntry("n@a", "2 by owner");
    }

    @Test
    void whatTheCompleterLeftOutWithoutAWordIsKeptAsIgnored() {
        assertThat(trace("<rng model='virtio'/>", "<rng model='virtio' new='1'><newer a='b'>t</newer></rng>"))
                .containsExactly(
                        Map.entry("rng@model", "virtio by owner"),
                        Map.entry("rng@new", "1 by ignored"),
                        Map.entry("rng/newer@a", "b by ignored"),
                        Map.entry("rng/newer", "t by ignored"));
    }

    @Test
    void siblingsGoByTheirKeys() {
        assertThat(trace("<c><timer name='pit'/><timer name='rtc'/></c>", "<c><timer name='rtc'/></c>"))
                .containsExactly(
                        Map.entry("c/timer@name", "pit by libvirt 12.8.0"), Map.entry("c/timer[2]@name", "rtc by owner"));
    }

    @Test
    void aPasswordIsNeverHeld() {
        assertThat(trace("<graphics passwd='geheim'/>", "<graphics passwd='geheim'/>"))
                .containsExactly(Map.entry("graphics@passwd", "(secret) by owner"));
    }

    @Property(tries = 80)
    void nothingIsLost(@ForAll("trees") Element complete, @ForAll("trees") Element written) {
        Element own = Element.of(complete.name(), written.attributes(), written.children(), null);
        Map<String, String> values = new LinkedHashMap<>();
        Trace.of(complete, own, null, Map.of(), NEWER).forEach((path, held) -> {
            if (!held.isIgnored()) {
                values.put(path, held.value());
            }
        });
        assertThat(values).containsExactlyEntriesOf(Facts.of(complete));
    }

    /** What a lock would call ignored is never missed by who looks only whether there is any. */
    @Property(tries = 300)
    void whetherAnythingWasLeftOutIsSeenWithoutALock(@ForAll("trees") Element complete, @ForAll("trees") Element written) {
        Element own = Element.of(complete.name(), written.attributes(), written.children(), null);
        if (Trace.of(complete, own, null, Map.of(), NEWER).values().stream().anyMatch(Held::isIgnored)) {
            assertThat(Trace.mayLeaveOut(complete, own)).isTrue();
        }
        assertThat(Trace.mayLeaveOut(complete, complete)).isFalse();
    }

    @Property(tries = 80)
    void ofWhatTheOwnerWroteWholeTheOwnerDecidedAll(@ForAll("trees") Element complete) {
        assertThat(Trace.of(complete, complete, null, Map.of(), NEWER).values())
                .allMatch(held -> held.isOwners());
    }

    @Provide
    Arbitrary<Element> trees() {
        return Trees.elements();
    }
}

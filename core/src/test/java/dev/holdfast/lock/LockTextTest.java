package dev.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock as text and back. */
class LockTextTest {

    /** With {@code -Dholdfast.regenerate=true} the golden file is written anew. */
    private static final Path GOLDEN = Path.of("src/test/resources/dev/holdfast/lock/golden.lock.yaml");

    private static final Lock VM = Locks.lock(
            Locks.domain(
                    "<memory unit='GiB'>1</memory><os><type machine='q35'>hvm</type></os>"
                            + "<description>two\nlines, \"quoted\" &amp; more</description>",
                    "<disk type='file' device='disk'><source file='/a b.img'/><target dev='vda' bus='virtio'/></disk>"
                            + "<interface type='user'><mac address='52:54:00:AB:CD:EF'/></interface>"
                            + "<graphics type='vnc' passwd='geheim'/>"),
            Locks.domain(
                    "<uuid>d32f0fbe-31f0-4e0f-b0c5-6c1bc2a1f0e0</uuid><memory unit='KiB'>1048576</memory>"
                            + "<os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>"
                            + "<description>two\nlines, \"quoted\" &amp; more</description>"
                            + "<clock offset='utc'><timer name='rtc'/><timer name='pit' tickpolicy='delay'/></clock>",
                    "<disk type='file' device='disk'><source file='/a b.img'/><target dev='vda' bus='virtio'/>"
                            + "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></disk>"
                            + "<controller type='pci' index='0' model='pcie-root'/>"
                            + "<interface type='user'><mac address='52:54:00:ab:cd:ef'/><model type='e1000'/></interface>"
                            + "<graphics type='vnc' port='-1' passwd='geheim'/>"));

    private static Lock read(String text) {
        return LockText.read(text, "vm.lock.yaml");
    }

    private static Lock byYaml(String text) {
        return new LockYaml(text, "vm.lock.yaml").read();
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void isOneFactALine() throws Exception {
        String text = LockText.write(VM);
        if (Boolean.getBoolean("holdfast.regenerate")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(GOLDEN).as("-Dholdfast.regenerate=true writes it anew").hasContent(text);
    }

    @Test
    void aPasswordIsNobodysToRead() {
        assertThat(LockText.write(VM)).doesNotContain("geheim").contains("graphics@passwd: [\"(secret)\", owner]");
    }

    @Property(tries = 150)
    void bothReadersReadWhatIsWritten(@ForAll("locks") Lock lock) {
        String text = LockText.write(lock);
        assertThat(new LockLines(text).read()).isEqualTo(lock);
        assertThat(byYaml(text)).isEqualTo(lock);
        assertThat(LockText.write(read(text))).isEqualTo(text);
    }

    /** Whatever a hand does to the text: the quick reader leaves it to the other, or reads the same. */
    @Property(tries = 400)
    void theQuickReaderNeverDisagrees(@ForAll("slips") Slip slip) {
        String text = slip.on(LockText.write(VM));
        Lock quick = new LockLines(text).read();
        if (quick != null) {
            assertThat(quick).isEqualTo(byYaml(text));
        }
    }

    /** And whatever it does: the text is read, or refused in words. */
    @Property(tries = 200)
    void aSlipIsReadOrRefusedInWords(@ForAll("slips") Slip slip, @ForAll("slips") Slip another) {
        String text = another.on(slip.on(LockText.write(VM)));
        try {
            assertThat(read(text).toDomain().name()).isEqualTo("domain");
        } catch (UnusableInputException e) {
            assertThat(e).hasMessageContaining("lock");
        }
    }

    /** One slip of a hand: some characters out, others in. */
    record Slip(int where, int out, String in) {
        String on(String text) {
            int start = where % text.length();
            return text.substring(0, start) + in + text.substring(Math.min(text.length(), start + out));
        }
    }

    @Provide
    Arbitrary<Slip> slips() {
        Arbitrary<String> in = Arbitraries.of(
                "", "", " ", "#", " # c", "\"", "'", "\n", "\\", "\\u12", "\\u0041", ":", ": ", "[", "]", ", ", "-", "&a ", "*a",
                "!x ", "{", "\t", "0", "ü", "@", "/", "~", "true", "\r", "\u0085", "\u0007", "|", "%");
        return Combinators.combine(Arbitraries.integers().between(0, 1 << 20), Arbitraries.integers().between(0, 3), in)
                .as(Slip::new);
    }

    @Provide
    Arbitrary<Lock> locks() {
        return Locks.any();
    }

    @Test
    void aLockLaidOutByHandIsTheSameLock() {
        String text = """
                ---
                # ours
                generation: 7   # bumped
                devices:
                  - facts: {disk@type: [file, owner], "disk/target@dev": ['vda', owner]}
                    listed: true
                    id: 'disk-vda'
                domain:
                  domain/vcpu:
                  - 2
                  - owner
                  domain/memory: [1024, libvirt 9.0.0, |-
                    1]
                made: {by: libvirt 9.0.0, qemu: 7.2.0, at: 2026-01-31T12:00:00Z}
                holdfast: 1
                """.replace(", |-\n    1]", ", '1']");
        Lock lock = read(text);
        assertThat(lock.generation()).isEqualTo(7);
        assertThat(lock.made()).isEqualTo(Locks.MADE);
        assertThat(lock.domain())
                .isEqualTo(Map.of(
                        "domain/vcpu", Held.of("2", Origin.OWNER), "domain/memory", new Held("1024", Locks.LIBVIRT, "1")));
        assertThat(lock.devices())
                .containsExactly(new LockedDevice("disk-vda", true, Map.of(
                        "disk@type", Held.of("file", Origin.OWNER), "disk/target@dev", Held.of("vda", Origin.OWNER))));
        assertThat(new LockLines(text).read()).isNull();
    }

    @Test
    void otherLineBreaksAreNoOtherLock() {
        assertThat(read(LockText.write(VM).replace("\n", "\r\n"))).isEqualTo(VM);
    }

    @Test
    void remarksAreNoFacts() {
        String text = LockText.write(VM).replace("  by: \"libvirt 9.0.0\"", "  by: \"libvirt 9.0.0\" # old").replace("  domain/uuid", "  #domain/uuid");
        assertThat(read(text).made()).isEqualTo(VM.made());
        assertThat(read(text).domain()).containsOnlyKeys(VM.domain().keySet().stream()
                .filter(path -> !path.equals("domain/uuid"))
                .toList());
    }

    @Test
    void aNewerFormatIsRefused() {
        refused(
                LockText.write(VM).replace("holdfast: 1\n", "holdfast: 2\n"),
                "vm.lock.yaml:2:11: The lock is of format 2; this Holdfast reads up to 1");
        refused("holdfast: 2\nlayout: unknown\n", "vm.lock.yaml:1:11: The lock is of format 2");
    }

    @Test
    void anUnfinishedMergeIsRefusedAndSaidToBeOne() {
        String text = LockText.write(VM);
        String conflict = text.replace(
                "generation: 1\n", "<<<<<<< HEAD\ngeneration: 1\n=======\ngeneration: 2\n>>>>>>> theirs\n");
        refused(conflict, "vm.lock.yaml:3:1: The lock has the marks of an unfinished merge");
        assertThatThrownBy(() -> read(conflict)).hasMessageContaining("Finish the merge");
        String within = text.replace(
                "  domain/os/type: [", "<<<<<<< HEAD\n  domain/os/type: [\"a\", owner]\n=======\n>>>>>>> x\n  domain/os/type: [");
        assertThatThrownBy(() -> read(within))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("Finish the merge");
    }

    @Test
    void aKeyTwiceIsRefused() {
        String text = LockText.write(VM);
        refused(text.replace("generation: 1\n", "generation: 1\ngeneration: 2\n"), "vm.lock.yaml:4:1: The key generation stands twice");
        String line = text.lines().filter(l -> l.contains("domain/uuid")).findFirst().orElseThrow() + "\n";
        assertThatThrownBy(() -> read(text.replace(line, line + line))).hasMessageContaining("The key domain/uuid stands twice");
    }

    @Test
    void whatNoDomainCanSayIsRefused() {
        String text = LockText.write(VM);
        String line = text.lines().filter(l -> l.contains("source@file")).findFirst().orElseThrow();
        String said = text.replace(line, line.replaceFirst("\\[.*?,", "[\"/a\\\\u0001b\","));
        assertThatThrownBy(() -> read(said))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("The value has the control character U+0001");
    }

    @Test
    void aDeviceTwiceIsRefused() {
        String text = LockText.write(VM);
        String device = "- id: disk-vda\n  listed: true\n  facts:\n    disk@type: [file, owner]\n";
        assertThatThrownBy(() -> read(text + device))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("The device disk-vda stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "# nothing\n", "[]\n", "hello\n", "holdfast: one\n", "holdfast: 1\n", "a: [\n", "\t", "{", "holdfast: &a [*a]\n", "a: b: c\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: yesterday, by: a, qemu: b}\ndomain: {}\ndevices: []\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {}\ndevices: []\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {disk: [a, b]}\ndevices: []\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {domain/x: [a]}\ndevices: []\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {domain//x: [a, b]}\ndevices: []\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {domain/x: [a, b]}\n"
                + "devices: [{id: a, listed: true, facts: {}}]\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {domain/x: [a, b]}\n"
                + "devices: [{id: a, listed: yes, facts: {disk: [a, b]}}]\n",
        "holdfast: 1\ngeneration: 1\nmade: {at: 2026-01-31T12:00:00Z, by: a, qemu: b}\ndomain: {domain/x: [a, b]}\n"
                + "devices: [{id: a, listed: true, facts: {disk: [a, b], rng: [a, b]}}]\n",
    })
    void whatIsNoLockIsRefused(String text) {
        refused(text, "vm.lock.yaml");
    }

    @Test
    void aBombIsRefused() {
        refused("[".repeat(100_000), "vm.lock.yaml:1:");
        refused("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "vm.lock.yaml");
        refused("x".repeat(5 << 20), "vm.lock.yaml: The lock has more than 4194304 characters");
    }
}

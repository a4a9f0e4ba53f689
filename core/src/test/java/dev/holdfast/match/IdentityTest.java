package dev.holdfast.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Place;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ids of devices and the aliases that carry them. */
class IdentityTest {

    private static final String DISK = "<disk><source file='%s'/><target dev='%s'/></disk>";

    private static List<String> ids(String devices) {
        List<Element> list = Devices.of(devices);
        Map<Place, String> ids = Identity.assign(list, new IdentityHashMap<>()).ids();
        return list.stream().map(device -> ids.get(device.place())).toList();
    }

    private static List<@Nullable String> aliases(String devices) {
        return Identity.assign(Devices.of(devices), new IdentityHashMap<>()).devices().stream()
                .map(device -> device.value("alias@name"))
                .toList();
    }

    @Test
    void theNameItsOwnerGaveItElseItsNaturalKeyElseItsPositionAmongItsKind() {
        assertThat(ids("<disk><target dev='vda'/><alias name='ua-root'/></disk>" + DISK.formatted("/b", "vdb")
                        + "<nvram/><nvram/>"))
                .containsExactly("root", "disk-vdb", "nvram-1", "nvram-1-2");
    }

    @Test
    void theFirstKeyThatItHasCounts() {
        assertThat(ids("<disk><source file='/A.img'/></disk><interface><source bridge='br0'/></interface>"
                        + "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev>"))
                .containsExactly("disk-/A.img", "interface-br0", "hostdev-0x1-0x2");
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(ids("<rng model='virtio'/>".repeat(3))).containsExactly("rng-virtio", "rng-virtio-2", "rng-virtio-3");
    }

    @Test
    void aNameIsTheNamedDevicesWhateverAnotherOnesKeyIs() {
        assertThat(ids("<rng model='virtio'/><rng model='virtio'><alias name='ua-rng-virtio'/></rng>"))
                .containsExactly("rng-virtio-2", "rng-virtio");
    }

    @Test
    void theIdThatALockKnowsStays() {
        Element disk = Devices.one(DISK.formatted("/a", "vda"));
        Map<Place, Known> held = new IdentityHashMap<>();
        held.put(Objects.requireNonNull(disk.place()), new Known("system", disk, disk));
        assertThat(Identity.assign(List.of(disk), held).ids()).containsValue("system");
        // The alias comes from the lock, too.
        assertThat(Identity.assign(List.of(disk), held).devices()).containsExactly(disk);
    }

    @Test
    void travelsAsAUserAlias() {
        assertThat(aliases(DISK.formatted("/a", "vda"))).containsExactly("ua-disk-vda");
    }

    @Test
    void anAliasThatIsThereStays() {
        assertThat(aliases("<rng><alias name='ua-entropy'/></rng><rng><alias name='rng7'/></rng>"))
                .containsExactly("ua-entropy", "rng7");
    }

    @Test
    void noTwoAliasesAreTheSame() {
        assertThat(aliases("<disk><target dev='a:b'/></disk><disk><target dev='a_b'/></disk><rng><alias name='ua-disk-a_b'/></rng>"))
                .doesNotHaveDuplicates();
    }

    @Test
    void notWhereLibvirtTakesNone() {
        assertThat(aliases("<controller type='usb'/><graphics type='vnc'/><memballoon model='none'/><teleporter/>"))
                .containsOnlyNulls();
    }

    @Test
    void notOnTheConsoleThatIsASerialPort() {
        String silent = "<console type='pty'/>";
        String virtio = "<console type='pty'><target type='virtio'/></console>";
        assertThat(aliases(silent)).containsOnlyNulls();
        assertThat(aliases(virtio + virtio)).doesNotContainNull();
    }

    @Test
    void aLongOrOddIdIsCutAndMadeUniqueByItsDigest() {
        assertThat(Identity.alias("disk-vda")).isEqualTo("ua-disk-vda");
        assertThat(Identity.alias("interface-52:54:00:00:00:01")).startsWith("ua-interface-52_54_00_00_00_01-").hasSize(39);
        assertThat(Identity.alias("x".repeat(45))).isEqualTo("ua-" + "x".repeat(45));
        assertThat(Identity.alias("x".repeat(46))).hasSize(48).startsWith("ua-xxx");
        assertThat(Identity.alias("a:b")).isNotEqualTo(Identity.alias("a;b")).isNotEqualTo(Identity.alias("a_b"));
    }

    @Property(tries = 200)
    void anAliasIsWhatEveryLibvirtTakes(@ForAll String id, @ForAll("likely") String another) {
        assertThat(Identity.alias(id)).matches("ua-[A-Za-z0-9_-]*").hasSizeLessThanOrEqualTo(48);
        assertThat(Identity.alias(id + another).equals(Identity.alias(id))).isEqualTo(another.isEmpty());
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars(":/._-").ofMaxLength(60);
    }

    @Test
    void aCompletersDeviceGetsAnIdThatNoneHas() {
        Set<String> taken = new HashSet<>(Set.of("rng-virtio"));
        assertThat(Identity.natural(Devices.one("<rng model='virtio'/>"), taken)).isEqualTo("rng-virtio-2");
        assertThat(taken).contains("rng-virtio-2");
    }
}

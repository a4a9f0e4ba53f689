package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of device kinds as a whole: nothing forgotten, nothing unexercised. */
class DeviceKindsTest {

    /** Kinds without a key, and why that is no loss. Everyone else needs one, or two of them could not be told apart. */
    private static final Map<String, String> KEYLESS = Map.of(
            "nvram", "pSeries has one",
            "redirfilter", "one for all of a domain's redirections, and the guest doesn't see it");

    /** Below devices in libvirt's schema (domaincommon.rng, 12.8), but no device. */
    private static final Set<String> NO_DEVICE = Set.of("emulator");

    /** What may stand below devices, from libvirt's schema (domaincommon.rng, 12.8). */
    private static final Set<String> SCHEMA = Set.of(
            "audio", "channel", "console", "controller", "crypto", "disk", "emulator", "filesystem", "graphics", "hostdev",
            "hub", "input", "interface", "iommu", "lease", "memballoon", "memory", "nvram", "panic", "parallel", "pstore",
            "redirdev", "redirfilter", "rng", "serial", "shmem", "smartcard", "sound", "tpm", "video", "vsock", "watchdog");

    static Stream<DeviceKind> kinds() {
        return DeviceKinds.all().stream();
    }

    private static Element xml(String text) {
        return XmlSource.parse(text, "x");
    }

    @Test
    void everyElementOfLibvirtsSchemaIsAKind() {
        Set<String> names = new TreeSet<>(NO_DEVICE);
        kinds().forEach(kind -> names.add(kind.name()));
        assertThat(names).isEqualTo(new TreeSet<>(SCHEMA));
    }

    @Test
    void everyFileWithAKindIsListed() throws Exception {
        List<DeviceKind> found = new ArrayList<>();
        for (Class<?> type : classesOfThisPackage()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == DeviceKind.class) {
                    found.add((DeviceKind) field.get(null));
                }
            }
        }
        assertThat(found)
                .as("a kind that isn't listed in DeviceKinds counts as one of which nothing is known")
                .containsExactlyInAnyOrderElementsOf(DeviceKinds.all());
    }

    private static List<Class<?>> classesOfThisPackage() throws URISyntaxException, IOException {
        Path folder = Path.of(DeviceKind.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("dev/holdfast/device");
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("package-info.class")) {
                    classes.add(load("dev.holdfast.device." + name.replace(".class", "")));
                }
            }
        }
        return classes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKindHasAKeyOrAReason(DeviceKind kind) {
        assertThat(kind.keys().isEmpty())
                .as("keys of %s; without one, say why in KEYLESS", kind.name())
                .isEqualTo(KEYLESS.containsKey(kind.name()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void strongKeysComeFirst(DeviceKind kind) {
        List<Boolean> strength = kind.keys().stream().map(Key::strong).toList();
        assertThat(strength).as(kind.name()).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
    }

    /** A row that is spelled wrongly does nothing and nobody notices. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyPathIsOne(DeviceKind kind) {
        List<String> paths = new ArrayList<>(kind.nature());
        kind.keys().forEach(key -> paths.addAll(key.paths()));
        assertThat(paths).as(kind.name()).allMatch(path -> path.matches("@\\w+|[\\w-]+(/[\\w-]+)*(@\\w+)?"));
        assertThat(kind.hostSide()).as(kind.name()).allMatch(path -> path.matches("@|@\\w+|[\\w-]+(/[\\w-]+)*(@\\w*)?"));
    }

    /** What makes a device what it is can't be something that the guest doesn't see. */
    @ParameterizedTest
    @MethodSource("kinds")
    void itsNatureIsNoSecretOfTheHosts(DeviceKind kind) {
        assertThat(kind.nature()).as(kind.name()).allMatch(kind::guestSees);
    }

    /** Each key of each kind, exercised: a device that has just its values is told by it. */
    @Test
    void everyKeyIsExercised() {
        Map<String, List<String>> missed = new TreeMap<>();
        for (DeviceKind kind : DeviceKinds.all()) {
            for (Key key : kind.keys()) {
                Element device = Element.of(kind.name());
                for (int i = 0; i < key.paths().size(); i++) {
                    device = with(device, key.paths().get(i), "V" + i);
                }
                List<String> values = key.of(device);
                if (values == null || values.size() != key.paths().size()) {
                    missed.computeIfAbsent(kind.name(), n -> new ArrayList<>()).add(key.toString());
                }
                assertThat(DeviceKinds.label(device)).as(key.toString()).startsWithIgnoringCase(kind.name() + " v");
            }
        }
        assertThat(missed).isEmpty();
    }

    private static Element with(Element device, String path, String value) {
        int at = path.indexOf('@');
        int slash = path.indexOf('/');
        if (at == 0) {
            return device.withAttribute(path.substring(1), value);
        }
        if (slash >= 0 && (at < 0 || slash < at)) {
            return device.mapChild(path.substring(0, slash), child -> with(child, path.substring(slash + 1), value));
        }
        return at < 0
                ? device.mapChild(path, child -> child.withText(value))
                : device.mapChild(path.substring(0, at), child -> child.withAttribute(path.substring(at + 1), value));
    }

    @Test
    void theGuestSeesWhatIsNotKnownToStayOnTheHost() {
        DeviceKind disk = Disk.KIND;
        assertThat(disk.guestSees("target@bus")).isTrue();
        assertThat(disk.guestSees("something/new@of-tomorrow")).isTrue();
        assertThat(disk.guestSees("source@file")).isFalse();
        assertThat(disk.guestSees("source/host@name")).isFalse();
        assertThat(disk.guestSees("driver@cache")).isFalse();
        assertThat(disk.guestSees("driver@queues")).isTrue();
    }

    @Test
    void aHiddenPathHidesWhatIsBelowItAndNotWhatBeginsLikeIt() {
        DeviceKind kind = DeviceKind.named("x").hostSide("source", "@type", "driver@io");
        assertThat(kind.guestSees("source")).isFalse();
        assertThat(kind.guestSees("source/a@b")).isFalse();
        assertThat(kind.guestSees("source@a")).isFalse();
        assertThat(kind.guestSees("sources")).isTrue();
        assertThat(kind.guestSees("@type")).isFalse();
        assertThat(kind.guestSees("@types")).isTrue();
        assertThat(kind.guestSees("driver@io")).isFalse();
        assertThat(kind.guestSees("driver@iommu")).isTrue();
    }

    @Test
    void aKindOfTheHostsIsHiddenWhole() {
        assertThat(Graphics.KIND.isHostOnly()).isTrue();
        assertThat(Graphics.KIND.guestSees("@port")).isFalse();
        assertThat(Graphics.KIND.guestSees("of/tomorrow@x")).isFalse();
        assertThat(Disk.KIND.isHostOnly()).isFalse();
    }

    @Test
    void multifunctionIsLibvirtsOwnDoing() {
        assertThat(kinds()).allMatch(kind -> !kind.guestSees("address@multifunction")
                && (kind.isHostOnly() || kind.guestSees("address@slot")));
    }

    @Test
    void ofAKindOfTomorrowEverythingIsSeen() {
        DeviceKind kind = DeviceKinds.of(Element.of("teleporter"));
        assertThat(kind.keys()).isEmpty();
        assertThat(kind.guestSees("@model")).isTrue();
        assertThat(kind.takesAlias()).isFalse();
        assertThat(DeviceKinds.label(Element.of("teleporter", "model", "x1"))).isEqualTo("teleporter x1");
    }

    @Test
    void theEmulatorIsNoDeviceAndStaysInFront() {
        Element domain = xml("<domain><devices><disk/><emulator>/e</emulator><rng/></devices></domain>");
        assertThat(DeviceKinds.in(domain)).extracting(Element::name).containsExactly("disk", "rng");
        assertThat(DeviceKinds.replaceIn(domain, List.of(Element.of("tpm"))))
                .isEqualTo(xml("<domain><devices><emulator>/e</emulator><tpm/></devices></domain>"));
        assertThat(DeviceKinds.in(xml("<domain/>"))).isEmpty();
        assertThat(DeviceKinds.replaceIn(xml("<domain/>"), List.of())).isEqualTo(xml("<domain/>"));
    }

    @Test
    void aScsiDiskWithoutASerialShowsItsAliasToTheGuest() {
        assertThat(DeviceKinds.guestSeesAlias(xml("<disk><target bus='scsi'/></disk>"))).isTrue();
        assertThat(DeviceKinds.guestSeesAlias(xml("<disk><target bus='scsi'/><serial>S</serial></disk>"))).isFalse();
        assertThat(DeviceKinds.guestSeesAlias(xml("<disk device='lun'><target bus='scsi'/></disk>"))).isFalse();
        assertThat(DeviceKinds.guestSeesAlias(xml("<disk><target bus='virtio'/></disk>"))).isFalse();
    }

    @Test
    void aConsoleOfTypeSerialIsASerialPortAgain() {
        assertThat(DeviceKinds.isShadow(xml("<console><target type='serial' port='0'/></console>"))).isTrue();
        assertThat(DeviceKinds.isShadow(xml("<console><target type='virtio'/></console>"))).isFalse();
        assertThat(DeviceKinds.isShadow(xml("<serial><target type='serial'/></serial>"))).isFalse();
    }
}

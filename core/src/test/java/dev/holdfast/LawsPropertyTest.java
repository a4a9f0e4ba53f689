package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The design's laws, over random VMs and random edits of them, on two completers that decide differently. */
class LawsPropertyTest {

    private static final List<Version> VERSIONS = List.of(HoldfastTest.OLD, HoldfastTest.NEW);

    /** One device as its owner writes it; what it says is unlike every other one's, so that the test can tell it again. */
    record Device(int number, int kind, boolean named, boolean placed, boolean remarked) {

        String mark() {
            return switch (kind % 6) {
                case 0 -> "/disk-" + number + ".img";
                case 1 -> "net-" + number;
                case 2 -> "/dev/random-" + number;
                case 3 -> "tag-" + number;
                case 4 -> "channel-" + number;
                default -> "blue-" + number;
            };
        }

        String xml() {
            String more = (named ? "<alias name='ua-dev-" + number + "'/>" : "")
                    + (placed && kind % 6 != 4
                            ? "<address type='pci' domain='0' bus='" + (40 + number) + "' slot='0x00' function='0'/>"
                            : "");
            String remark = remarked ? "<!-- number " + number + " -->" : "";
            return switch (kind % 6) {
                case 0 -> "<disk type='file'>" + remark + "<source file='" + mark() + "'/><target dev='vd" + (char) ('a' + number) + "'/>" + more + "</disk>";
                case 1 -> "<interface type='network'>\n      <source network='" + mark() + "'/>" + more + remark + "\n    </interface>";
                case 2 -> "<rng model='virtio'><backend model='random'>" + mark() + "</backend>" + more + "</rng>";
                case 3 -> "<filesystem type='mount' ><source dir='/x'/><target dir = \"" + mark() + "\" />" + more + "</filesystem>";
                case 4 -> "<channel type='unix'><target type='virtio' name='" + mark() + "'/><address type='virtio-serial' port='" + number + "'/>" + (named ? "<alias name='ua-dev-" + number + "'/>" : "") + "</channel>";
                default -> "<teleporter>\n      <beam color='" + mark() + "'/>" + (named ? "" : more) + "\n    </teleporter>";
            };
        }
    }

    /** A VM as its owner writes it. */
    record Vm(List<Device> devices, String memory, boolean alias, boolean windows) {

        Spec spec() {
            StringBuilder text = new StringBuilder("<domain>\n  <name>vm</name>\n").append(memory).append('\n');
            text.append("  <os><type").append(alias ? " machine='q35'" : "").append(">hvm</type></os>\n  <devices>\n");
            devices.forEach(device -> text.append("    ").append(device.xml()).append('\n'));
            text.append("  </devices>\n</domain>\n");
            return Spec.parse("vm.xml", windows ? text.toString().replace("\n", "\r\n") : text.toString());
        }

        Vm with(List<Device> other) {
            return new Vm(other, memory, alias, windows);
        }
    }

    @Provide
    Arbitrary<Vm> vms() {
        Arbitrary<Boolean> coin = Arbitraries.of(true, false);
        Arbitrary<List<Device>> devices = Combinators.combine(
                        Arbitraries.integers().between(0, 25), Arbitraries.integers().between(0, 5), coin, coin, coin)
                .as(Device::new)
                .list()
                .ofMaxSize(7)
                .uniqueElements(Device::number);
        Arbitrary<String> memory = Arbitraries.of("  <memory unit='GiB'>2</memory>", "  <memory>1048576</memory>", "  <!-- as much as it takes -->");
        return Combinators.combine(devices, memory, coin, coin).as(Vm::new);
    }

    @Provide
    Arbitrary<Version> versions() {
        return Arbitraries.of(VERSIONS);
    }

    /** An edit of what is listed: some go, some come, all change places. */
    private static List<Device> edited(List<Device> devices, Random random) {
        List<Device> edited = new ArrayList<>(devices);
        edited.removeIf(device -> random.nextInt(4) == 0);
        for (int i = random.nextInt(3); i > 0; i--) {
            edited.add(random.nextInt(edited.size() + 1), new Device(30 + i, random.nextInt(6), random.nextBoolean(), false, false));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(edited, random);
        }
        return edited;
    }

    /** The device of a domain that carries a mark. */
    private static Element find(Element domain, Device device) {
        List<Element> found = DeviceKinds.in(domain).stream()
                .filter(element -> Facts.of(element).containsValue(device.mark()))
                .toList();
        assertThat(found).as(device.mark()).hasSize(1);
        return found.getFirst();
    }

    private static void says(Element complete, Element written) {
        Map<String, String> facts = Facts.of(complete);
        Facts.of(written).forEach((path, value) -> assertThat(facts.get(path))
                .as(path)
                .matches(now -> now != null && NormalForm.same(now, value)));
    }

    @Property(tries = 50)
    void nothingIsLost(@ForAll("vms") Vm vm, @ForAll("versions") Version version) {
        Spec spec = vm.spec();
        Completion done = Holdfast.complete(spec, null, new ToyCompleter(version));
        for (Device device : vm.devices()) {
            says(find(done.domain(), device), find(spec.domain(), device));
        }
        assertThat(done.lock().toDomain()).isEqualTo(done.domain());
    }

    @Property(tries = 50)
    void completingWhatWasReflectedAddsNothing(@ForAll("vms") Vm vm, @ForAll("versions") Version version) {
        Completion done = Holdfast.complete(vm.spec(), null, new ToyCompleter(version));
        Completion again = Holdfast.complete(done.spec(), done.lock(), new ToyCompleter(version));
        assertThat(again.additions()).isEmpty();
        assertThat(again.spec().text()).isEqualTo(done.spec().text());
        assertThat(again.domain()).isEqualTo(done.domain());
        Completion alone = Holdfast.complete(done.spec(), null, new ToyCompleter(version));
        assertThat(alone.additions()).isEmpty();
        assertThat(alone.spec().text()).isEqualTo(done.spec().text());
    }

    @Property(tries = 50)
    void everyCharacterOfTheOwnersStaysPut(@ForAll("vms") Vm vm, @ForAll("versions") Version version) {
        Spec spec = vm.spec();
        String reflected = Holdfast.complete(spec, null, new ToyCompleter(version)).spec().text();
        String whole = reflected.replaceFirst("pc-q35-\\d+\\.0", vm.alias() ? "q35" : "$0");
        int at = 0;
        for (int i = 0; i < whole.length() && at < spec.text().length(); i++) {
            at += whole.charAt(i) == spec.text().charAt(at) ? 1 : 0;
        }
        assertThat(spec.text().substring(at)).as("left out of or moved in\n%s", reflected).isEmpty();
        assertThat(reflected.contains("\r\n")).isEqualTo(vm.windows());
        assertThat(reflected.replace("\r\n", "").contains("\n")).isEqualTo(!vm.windows());
    }

    @Property(tries = 100)
    void whatStaysIsHeldFast(
            @ForAll("vms") Vm vm, @ForAll("versions") Version one, @ForAll("versions") Version other, @ForAll long seed) {
        Random random = new Random(seed);
        Completion first = Holdfast.complete(vm.spec(), null, new ToyCompleter(one));
        List<Device> edited = edited(vm.devices(), random);
        // Half of the time the edit is of what was written back.
        boolean reflected = edited.equals(vm.devices()) && random.nextBoolean();
        Spec spec = reflected ? first.spec() : vm.with(edited).spec();
        Completion second;
        try {
            second = Holdfast.complete(spec, first.lock(), new ToyCompleter(other));
        } catch (RefusalException e) {
            // Which of those that went a new one of their kind replaces, if any, only its owner knows.
            assertThat(kinds(vm.devices(), edited)).as(e.getMessage()).containsAnyElementsOf(kinds(edited, vm.devices()));
            return;
        }
        for (Device device : edited) {
            if (vm.devices().contains(device)) {
                assertThat(find(second.domain(), device)).isEqualTo(find(first.domain(), device));
            }
        }
        assertThat(implied(second.domain())).containsAllEntriesOf(implied(first.domain()));
        for (String path : List.of("uuid", "os/type@machine", "clock@offset")) {
            assertThat(second.domain().value(path)).isEqualTo(first.domain().value(path));
        }
    }

    /** The kinds of which there are devices among these that are not among those. */
    private static List<Integer> kinds(List<Device> these, List<Device> those) {
        return these.stream().filter(device -> !those.contains(device)).map(device -> device.kind() % 6).toList();
    }

    /** Ports, the memory balloon and the like, by what they are. */
    private static Map<String, String> implied(Element domain) {
        Map<String, String> devices = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            if (List.of("controller", "memballoon").contains(device.name())) {
                devices.put(device.name() + device.value("@type") + device.value("@index"), device.toString());
            }
        }
        return devices;
    }

    /** Devices that nothing tells apart stay, or it is refused: they never change places in silence. */
    @Property(tries = 50)
    void twinsAreHeldFastOrRefused(@ForAll("twins") List<Integer> before, @ForAll("twins") List<Integer> after) {
        Completion first = Holdfast.complete(twins(before), null, new ToyCompleter(HoldfastTest.OLD));
        try {
            Completion second = Holdfast.complete(twins(after), first.lock(), new ToyCompleter(HoldfastTest.NEW));
            for (int kind = 0; kind < 3; kind++) {
                List<Element> then = ofKind(first.domain(), kind);
                List<Element> now = ofKind(second.domain(), kind);
                assertThat(now.size() <= then.size() ? then : now).containsAll(now.size() <= then.size() ? now : then);
            }
        } catch (RefusalException e) {
            assertThat(e).hasMessageContaining("Give the devices names");
        }
    }

    private static List<Element> ofKind(Element domain, int kind) {
        return DeviceKinds.in(domain).stream()
                .filter(device -> device.name().equals("sound") && ("s" + kind).equals(device.attribute("model")))
                .toList();
    }

    private static Spec twins(List<Integer> kinds) {
        StringBuilder devices = new StringBuilder();
        kinds.forEach(kind -> devices.append("<sound model='s").append(kind).append("'/>\n"));
        return Spec.parse("vm.xml", "<domain><name>vm</name><devices>\n" + devices + "</devices></domain>");
    }

    @Provide
    Arbitrary<List<Integer>> twins() {
        return Arbitraries.integers().between(0, 2).list().ofMaxSize(5);
    }
}

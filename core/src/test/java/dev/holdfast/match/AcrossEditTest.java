package dev.holdfast.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.RefusalException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which device of an edited spec is which of the lock's: one way of telling a test. */
class AcrossEditTest {

    private static final String DISK = "<disk type='file'><source file='/%s.img'/><target dev='%s' bus='virtio'/></disk>";
    private static final String RNG = "<rng model='virtio'/>";

    private static String nic(String network, String more) {
        return "<interface type='network'><source network='" + network + "'/>" + more + "</interface>";
    }

    private static String mac(int last) {
        return "<mac address='52:54:00:00:00:0" + last + "'/>";
    }

    private static String at(int bus) {
        return "<address type='pci' domain='0x0000' bus='0x0" + bus + "' slot='0x00' function='0x0'/>";
    }

    private static String alias(String name) {
        return "<alias name='" + name + "'/>";
    }

    /** For each device of the spec the id that the lock knows it by, {@code -} for a new one. */
    private static List<String> match(List<Known> known, String spec) {
        List<Element> listed = Devices.of(spec);
        Pairs<Known> pairs = AcrossEdit.match(known, listed, own -> own);
        List<String> ids = new ArrayList<>();
        for (Element device : listed) {
            Known was = pairs.was(device);
            ids.add(was == null ? "-" : was.id());
            assertThat(pairs.added().stream().anyMatch(added -> added == device)).isEqualTo(was == null);
        }
        long left = known.stream().filter(k -> !ids.contains(k.id())).count();
        assertThat(pairs.gone()).hasSize((int) left);
        return ids;
    }

    private static Known listed(String id, String locked, String written) {
        return Devices.known(id, locked, written);
    }

    @Test
    void theNameItsOwnerGaveItTellsBeforeAllElse() {
        List<Known> known = List.of(
                listed("web", nic("a", mac(1) + alias("ua-web")), nic("a", alias("ua-web"))),
                listed("db", nic("b", mac(2) + alias("ua-db")), nic("b", alias("ua-db"))));
        assertThat(match(known, nic("b", alias("ua-web")) + nic("a", mac(1) + alias("ua-db")))).containsExactly("web", "db");
    }

    @Test
    void aDeviceIsNamedByTheIdThatTheLockKnowsItBy() {
        assertThat(match(List.of(listed("disk-vda", DISK.formatted("a", "vda"), DISK.formatted("a", "vda"))),
                        DISK.formatted("b", "vdb").replace("</disk>", alias("ua-disk-vda") + "</disk>")))
                .containsExactly("disk-vda");
    }

    /** One device's natural id may be the name that another's owner gave it. */
    @Test
    void aNameIsNotMistakenForAnotherDevicesId() {
        String named = nic("default", alias("ua-interface-default"));
        List<Known> known = List.of(
                listed("interface-default", nic("default", mac(1) + alias("ua-interface-default-2")), nic("default", "")),
                listed("interface-default-2", nic("default", mac(2) + alias("ua-interface-default")), named));
        assertThat(match(known, nic("default", "") + named)).containsExactly("interface-default", "interface-default-2");
    }

    @Test
    void aStrongKeyTellsWhateverElseChanged() {
        List<Known> known = List.of(
                listed("a", nic("x", mac(1)), nic("x", mac(1))), listed("b", nic("y", mac(2)), nic("y", mac(2))));
        assertThat(match(known, nic("x", mac(2)) + nic("y", mac(1)))).containsExactly("b", "a");
    }

    @Test
    void anotherStrongKeyIsAnotherDevice() {
        assertThat(match(List.of(listed("a", nic("x", mac(1)), nic("x", mac(1)))), nic("x", mac(2)))).containsExactly("-");
    }

    @Test
    void anAddressTells() {
        List<Known> known = List.of(
                listed("a", "<rng model='virtio'>" + at(1) + "</rng>", RNG),
                listed("b", "<rng model='virtio'>" + at(2) + "</rng>", RNG));
        assertThat(match(known, "<rng model='virtio'>" + at(2) + "</rng><rng model='virtio'>" + at(1) + "</rng>"))
                .containsExactly("b", "a");
    }

    @Test
    void anAddressDoesntTellWhatAStrongKeyDenies() {
        Known disk = listed("a", DISK.formatted("a", "vda").replace("</disk>", at(1) + "</disk>"), DISK.formatted("a", "vda"));
        assertThat(match(List.of(disk), DISK.formatted("a", "vdb").replace("</disk>", at(1) + "</disk>"))).containsExactly("-");
    }

    @Test
    void aWeakKeyTells() {
        List<Known> known =
                List.of(listed("a", nic("x", mac(1)), nic("x", "")), listed("b", nic("y", mac(2)), nic("y", "")));
        assertThat(match(known, nic("z", "") + nic("y", "") + nic("x", ""))).containsExactly("-", "b", "a");
    }

    @Test
    void allThatWasWrittenTells() {
        String quick = nic("x", "<driver queues='4'/>");
        List<Known> known = List.of(
                listed("a", nic("x", mac(1)), nic("x", "")), listed("b", nic("x", mac(2) + "<driver queues='4'/>"), quick));
        assertThat(match(known, quick + nic("x", ""))).containsExactly("b", "a");
    }

    @Test
    void beingTheOnlyOneLeftTells() {
        List<Known> known =
                List.of(listed("a", nic("x", mac(1)), nic("x", "")), listed("b", nic("y", mac(2)), nic("y", "")));
        assertThat(match(known, nic("y", "") + nic("new", "<link state='down'/>"))).containsExactly("b", "a");
    }

    @Test
    void twinsMayGrow() {
        List<Known> known = List.of(listed("rng-virtio", RNG, RNG), listed("rng-virtio-2", RNG, RNG));
        assertThat(match(known, RNG.repeat(3))).containsExactly("rng-virtio", "rng-virtio-2", "-");
    }

    @Test
    void twinsMayNotShrinkBecauseNobodyKnowsWhichOneWent() {
        List<Known> known = List.of(listed("rng-virtio", RNG, RNG), listed("rng-virtio-2", RNG, RNG));
        assertThatThrownBy(() -> match(known, RNG))
                .isInstanceOf(RefusalException.class)
                .hasMessageStartingWith("vm.xml:1:18: rng virtio: this could be any of the locked rng virtio (rng-virtio)"
                        + " or rng virtio (rng-virtio-2)")
                .hasMessageContaining("Give the devices names");
    }

    @Test
    void oneOfTwoNewOnesIsNotGuessed() {
        List<Known> known = List.of(listed("a", nic("x", mac(1)), nic("x", "")));
        assertThatThrownBy(() -> match(known, nic("y", "") + nic("z", "")))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("interface y: this could be the locked interface 52:54:00:00:00:01 (a),"
                        + " and so could another interface")
                .hasMessageContaining("interface z");
    }

    @Test
    void aNameIsTheRemedy() {
        List<Known> known = List.of(listed("a", nic("x", mac(1) + alias("ua-a")), nic("x", "")));
        assertThat(match(known, nic("y", "") + nic("z", alias("ua-a")))).containsExactly("-", "a");
    }

    @Test
    void anotherNameIsAnotherDeviceUnlessWhatIsItsOwnSaysOtherwise() {
        List<Known> card = List.of(listed("web", nic("x", mac(1) + alias("ua-web")), nic("x", alias("ua-web"))));
        assertThat(match(card, nic("x", alias("ua-db")))).containsExactly("-");
        assertThat(match(card, nic("y", alias("ua-db")))).containsExactly("-");
        assertThat(match(card, nic("x", alias("ua-db") + mac(1)))).containsExactly("web");
        assertThat(match(card, nic("y", ""))).containsExactly("web");
        String image = DISK.replace("<target dev='%s' bus='virtio'/>", "<target bus='virtio'/>");
        Known disk = listed("root", DISK.formatted("a", "vda"), image.formatted("a").replace("</disk>", alias("ua-root") + "</disk>"));
        assertThat(match(List.of(disk), image.formatted("a").replace("</disk>", alias("ua-boot") + "</disk>")))
                .containsExactly("root");
        assertThat(match(List.of(disk), image.formatted("b").replace("</disk>", alias("ua-boot") + "</disk>")))
                .containsExactly("-");
    }

    @Test
    void aDeviceThatHadNoNameMayBeGivenOne() {
        List<Known> card = List.of(listed("interface-1", nic("x", mac(1) + alias("ua-interface-1")), nic("x", "")));
        assertThat(match(card, nic("x", alias("ua-web")))).containsExactly("interface-1");
        assertThat(match(card, nic("y", alias("ua-web")))).containsExactly("interface-1");
    }

    @Test
    void anotherNatureIsAnotherDeviceInItsStead() {
        Known disk = listed("disk-vda", DISK.formatted("a", "vda"), DISK.formatted("a", "vda"));
        assertThat(match(List.of(disk), DISK.formatted("a", "vda").replace("virtio", "sata"))).containsExactly("-");
    }

    @Test
    void whatACompleterAddedStaysItsOwn() {
        Known port = Devices.known("p", "<controller type='pci' index='1' model='pcie-root-port'/>", null);
        assertThat(match(List.of(port), "<controller type='usb' model='qemu-xhci'/>")).containsExactly("-");
    }

    @Test
    void unlessItsOwnerListsIt() {
        Known port = Devices.known("p", "<controller type='pci' index='1' model='pcie-root-port'/>", null);
        assertThat(match(List.of(port), "<controller type='pci' index='1'/>")).containsExactly("p");
        Known balloon = Devices.known("m", "<memballoon model='virtio'/>", null);
        assertThat(match(List.of(balloon), "<memballoon><stats period='5'/></memballoon>")).containsExactly("m");
    }

    @Test
    void everyKindIsAWorldOfItsOwn() {
        List<Known> known = List.of(listed("rng", RNG, RNG), listed("disk", DISK.formatted("a", "vda"), DISK.formatted("a", "vda")));
        assertThat(match(known, "<panic model='isa'/>" + DISK.formatted("a", "vda"))).containsExactly("-", "disk");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        List<Known> known = List.of(
                listed("rng-1", RNG, RNG),
                listed("rng-2", RNG, RNG),
                listed("s-1", "<sound model='ich9'/>", "<sound model='ich9'/>"),
                listed("s-2", "<sound model='ich9'/>", "<sound model='ich9'/>"));
        assertThatThrownBy(() -> match(known, RNG + "<sound model='ich9'/>"))
                .isInstanceOfSatisfying(RefusalException.class, e -> assertThat(e.problems()).hasSize(2));
    }
}

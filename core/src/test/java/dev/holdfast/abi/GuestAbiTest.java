package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.match.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a guest would notice, and how that is said. */
class GuestAbiTest {

    private static Element xml(String text) {
        return XmlSource.parse(text, "x");
    }

    private static List<String> changes(String before, String after) {
        return GuestAbi.changes(xml(before), xml(after)).stream().map(AbiChange::toString).toList();
    }

    private static List<String> outside(String before, String after) {
        return GuestAbi.domainChanges(xml("<domain>" + before + "</domain>"), xml("<domain>" + after + "</domain>")).stream()
                .map(AbiChange::toString)
                .toList();
    }

    @Test
    void aMovedCardIsRenamed() {
        assertThat(changes(
                        "<interface><mac address='52:54:00:00:00:01'/><address type='pci' slot='0x01'/></interface>",
                        "<interface><mac address='52:54:00:00:00:01'/><address type='pci' slot='0x02'/></interface>"))
                .containsExactly("interface 52:54:00:00:00:01: address@slot 0x01 -> 0x02 (the network card is renamed)");
    }

    @Test
    void whatStaysOnTheHostIsNoChange() {
        assertThat(changes(
                        "<disk type='file'><driver cache='none'/><source file='/a'/><alias name='ua-a'/></disk>",
                        "<disk type='block'><driver cache='writeback'/><source dev='/b'/><alias name='ua-b'/></disk>"))
                .isEmpty();
    }

    @Test
    void theAliasOfAScsiDiskIsOne() {
        assertThat(changes(
                        "<disk><target dev='sda' bus='scsi'/><alias name='ua-a'/></disk>",
                        "<disk><target dev='sda' bus='scsi'/><alias name='ua-b'/></disk>"))
                .containsExactly("disk sda: alias@name ua-a -> ua-b (the SCSI identification page changes)");
    }

    @Test
    void whatANewerLibvirtSpellsOutIsNone() {
        assertThat(changes(
                        "<video><model type='virtio' primary='yes'/></video>",
                        "<video><model type='virtio' primary='yes' device='virtio-vga'/></video>"))
                .isEmpty();
        assertThat(changes(
                        "<disk><target dev='sda' bus='usb'/></disk>", "<disk model='usb-bot'><target dev='sda' bus='usb'/></disk>"))
                .containsExactly("disk sda: model usb-storage -> usb-bot (the disk shows another device id)");
    }

    @Test
    void aSecondFunctionInTheSlotIsNone() {
        assertThat(changes("<rng><address slot='1'/></rng>", "<rng><address slot='1' multifunction='on'/></rng>")).isEmpty();
    }

    @Test
    void outsideTheDevicesOnlyWhatTheTableListsIsSeen() {
        assertThat(outside("<os><type machine='a'>hvm</type></os><title>x</title>", "<os><type machine='b'>hvm</type></os>"))
                .containsExactly("domain: os/type@machine a -> b (the whole board changes; Windows may want to be activated again)");
    }

    @Test
    void whatCameThereIsNone() {
        assertThat(outside("<cpu mode='custom'/>", "<cpu mode='custom' check='none'><feature name='x'/></cpu>")).isEmpty();
    }

    @Test
    void smmIsOneThoughNothingStoodThereBefore() {
        assertThat(outside("<features><acpi/></features>", "<features><acpi/><smm state='on'/></features>"))
                .containsExactly("domain: features/smm@state none -> on (SMM comes or goes)");
        assertThat(outside("<features/>", "<features><smm state='off'/></features>")).isEmpty();
    }

    @Test
    void whatWentThereIsOneUnlessItIsImplied() {
        assertThat(outside("<features><acpi/></features>", "<features/>")).containsExactly("domain: features/acpi present -> none (ACPI comes or goes)");
        assertThat(outside("<cpu><topology sockets='1' dies='1'/></cpu>", "<cpu><topology sockets='1'/></cpu>")).isEmpty();
        assertThat(outside("<cpu><topology sockets='1' dies='2'/></cpu>", "<cpu><topology sockets='1'/></cpu>")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "domain/uuid, true",
        "domain/os/type@machine, true",
        "domain/cpu/numa/cell[2]@id, true",
        "domain/cputune/shares, false",
        "domain/memory, false",
        "domain/features/hyperv/relaxed@state, true",
        "domain/featuresque, false",
    })
    void aRowCoversWhatIsBelowItAndNotWhatBeginsLikeIt(String path, boolean seen) {
        assertThat(DomainAbi.guestSees(path)).isEqualTo(seen);
    }

    @Test
    void whoseItIsToChange() {
        assertThat(DomainAbi.isHeld("domain/uuid")).isTrue();
        assertThat(DomainAbi.isHeld("domain/cpu@mode")).isFalse();
        assertThat(DomainAbi.isHostBound("domain/devices/emulator")).isTrue();
        assertThat(DomainAbi.isHostBound("domain@id")).isTrue();
        assertThat(DomainAbi.isHostBound("domain@identity")).isFalse();
        assertThat(DomainAbi.isHostBound("domain/seclabel[2]@model")).isTrue();
        assertThat(DomainAbi.isDerived("domain/currentMemory@unit")).isTrue();
        assertThat(DomainAbi.isDerived("domain/memory")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "interface/address@bus, the network card is renamed",
        "interface/mac@address, the guest sees another network card",
        "interface/macTable@size, ''",
        "disk/target@bus, the guest needs another driver",
        "disk/target@dev, libvirt calls the disk otherwise",
        "controller@index, everything behind it changes its path",
        "domain/cpu/topology@cores, 'sockets, cores and threads change'",
        "domain/cputune/shares, ''",
        "domain/os/type@arch, another architecture",
        "domain/os/type, another kind of machine",
        "teleporter@model, ''",
    })
    void anEffectIsSaidInTheGuestsTerms(String path, String effect) {
        assertThat(Effects.of(path)).isEqualTo(effect);
    }

    @Test
    void aChangeSaysWhatWasNotThere() {
        assertThat(new AbiChange("disk vda", new Difference("disk/serial", null, "S")).toString())
                .isEqualTo("disk vda: serial none -> S (the disk's serial number changes)");
        assertThat(new AbiChange("disk vda", new Difference("disk/readonly", "", null)).toString())
                .isEqualTo("disk vda: readonly present -> none (the disk can or can't be written)");
    }
}

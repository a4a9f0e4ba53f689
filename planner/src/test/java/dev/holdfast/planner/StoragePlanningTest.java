package dev.holdfast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Disks, host devices and memory devices: what libvirt fills in, and where it puts them. */
class StoragePlanningTest {

    private static final PlannedPlatform OLD =
            new PlannedPlatform("old", new Version(9, 0, 0), new Version(7, 2, 22), Set.of("qemu"));
    private static final PlannedPlatform NEW =
            new PlannedPlatform("new", new Version(12, 8, 0), new Version(11, 1, 2), Set.of("qemu"));

    @Test
    void aDiskHasADriverAndItsBusByItsName() {
        Element disk = devices(NEW, "pc", "<disk><source file='/a.img'/><target dev='sda'/></disk>", "disk").getFirst();
        assertThat(disk.toString())
                .contains("type='file'", "device='disk'", "name='qemu'", "type='raw'", "bus='scsi'");
    }

    @Test
    void disksOfABusStandTogetherByTheirNames() {
        assertThat(targets("<disk><source file='/1'/><target dev='vdb' bus='virtio'/></disk>"
                        + "<disk device='cdrom'><target dev='sdb' bus='sata'/></disk>"
                        + "<disk><source file='/2'/><target dev='vda' bus='virtio'/></disk>"))
                .containsExactly("vda", "vdb", "sdb");
    }

    @Test
    void driveAddressesComeFromTargetNames() {
        assertThat(address("<disk><source file='/1'/><target dev='sdi' bus='scsi'/></disk>")).isEqualTo("1 0 0 1");
        assertThat(address("<disk><source file='/1'/><target dev='sdh' bus='sata'/></disk>")).isEqualTo("1 0 0 1");
        assertThat(address("<disk><source file='/1'/><target dev='hdd' bus='ide'/></disk>")).isEqualTo("0 1 0 1");
    }

    @Test
    void twoDisksAtOneAddressAreRejected() {
        assertRejected(
                "<disk><source file='/1'/><target dev='sda' bus='scsi'/></disk>"
                        + "<disk><source file='/2'/><target dev='sdb' bus='scsi'/>"
                        + "<address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>",
                "scsi controller 0, bus 0, target 0, unit 0");
    }

    @Test
    void twoDisksWithOneTargetAreRejected() {
        assertRejected(
                "<disk><source file='/1'/><target dev='vda' bus='virtio'/></disk>"
                        + "<disk><source file='/2'/><target dev='vda' bus='virtio'/></disk>",
                "two disks with the target vda");
    }

    @Test
    void aMachineHasOneIdeController() {
        assertRejected("<disk><source file='/1'/><target dev='hde' bus='ide'/></disk>", "ide controller 1");
    }

    @Test
    void controllersThatDisksNeedAreAddedAndAlikeInNewerLibvirts() {
        String devices = "<controller type='scsi' index='0' model='virtio-scsi'/>"
                + "<disk><source file='/1'/><target dev='sdh' bus='scsi'/></disk>";
        assertThat(scsiModels(OLD, devices)).containsExactly("virtio-scsi", "lsilogic");
        assertThat(scsiModels(NEW, devices)).containsExactly("virtio-scsi", "virtio-scsi");
    }

    @Test
    void aControllerWithoutAnIndexGivesWayToThatOfAHostDevice() {
        List<Element> controllers = devices(
                NEW,
                "pc",
                "<controller type='scsi' model='virtio-scsi'/><hostdev type='scsi'><source><adapter name='scsi_host1'/>"
                        + "<address bus='0' target='0' unit='1'/></source></hostdev>",
                "controller");
        assertThat(controllers.stream().filter(c -> "scsi".equals(c.attribute("type"))).map(c -> c.attribute("index")))
                .containsExactly("1", "0");
    }

    @Test
    void networkSourcesHaveTheirProtocolsPort() {
        Element disk = devices(
                        NEW,
                        "pc",
                        "<disk type='network'><source protocol='nbd' name='x'><host name='h'/></source>"
                                + "<target dev='vda' bus='virtio'/></disk>",
                        "disk")
                .getFirst();
        assertThat(Objects.requireNonNull(disk.elements("source").getFirst().elements("host").getFirst().attribute("port"))).isEqualTo("10809");
    }

    private static String address(String disk) {
        Element address = Objects.requireNonNull(devices(NEW, "pc", disk, "disk").getFirst().child("address"));
        return String.join(
                " ",
                address.attribute("controller"),
                address.attribute("bus"),
                address.attribute("target"),
                address.attribute("unit"));
    }

    private static List<String> targets(String devices) {
        return devices(NEW, "pc", devices, "disk").stream()
                .map(disk -> Objects.requireNonNull(Objects.requireNonNull(disk.child("target")).attribute("dev")))
                .toList();
    }

    private static List<String> scsiModels(PlannedPlatform platform, String devices) {
        return devices(platform, "pc", devices, "controller").stream()
                .filter(controller -> "scsi".equals(controller.attribute("type")))
                .map(controller -> Objects.requireNonNull(controller.attribute("model")))
                .toList();
    }

    private static void assertRejected(String devices, String what) {
        assertThatThrownBy(() -> devices(NEW, "pc", devices, "disk"))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining(what);
    }

    private static List<Element> devices(PlannedPlatform platform, String machine, String devices, String kind) {
        String xml =
                """
                <domain type='qemu'>
                  <name>storage</name>
                  <memory>1048576</memory>
                  <os><type arch='x86_64' machine='%s'>hvm</type></os>
                  <devices>%s</devices>
                </domain>
                """
                        .formatted(machine, devices);
        Element complete = Planner.on(platform).complete(XmlSource.parse(xml, "storage.xml"));
        return Objects.requireNonNull(complete.child("devices")).elements(kind);
    }
}

package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.libvirt.client.Connect;
import dev.holdfast.libvirt.client.LibvirtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command on the lab's libvirts. */
@Tag("lab")
class CommandLabTest {

    private static final Ran SILENT = new Ran(0, "", "");

    private static final Path EXAMPLES = Path.of("../examples");

    private final String name = "cli-" + UUID.randomUUID();

    @TempDir
    Path folder;

    private Command command(Lab.Host host) {
        return new Command(folder).on(host.uri());
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void theFirstExampleThatMustWork(Lab.Host host) {
        Ran ran = command(host)
                .with("vm.yaml", "devices:\n  disks:\n  - image: /path/to/image.qcow2\n")
                .run("complete", "vm.yaml");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .startsWith("""
                        devices:
                          disks:
                          - image: /path/to/image.qcow2
                        """)
                .contains(
                        """
                            model: virtio-blk
                            address:
                              type: pci
                              domain: 0x0000
                              bus: 0x01
                              slot: 0x00
                              function: 0x0
                        """,
                        "  - model: pcie-root-port\n",
                        """
                            address:
                              type: pci
                              domain: 0x0000
                              bus: 0x00
                              slot: 0x01
                              function: 0x0
                        """);
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void everyExampleCompletesAndTheResultCompletesToItself(Lab.Host host) throws IOException {
        try (Stream<Path> examples = Files.list(EXAMPLES)) {
            for (Path example : examples.toList()) {
                Command command = command(host);
                Ran ran = command.with(example.getFileName().toString(), Files.readString(example))
                        .run("complete", "--write", example.getFileName().toString());
                assertThat(ran).as(example.toString()).isEqualTo(SILENT);
                String completed = command.text(example.getFileName().toString());
                Ran again = command.run("complete", "--no-lock", example.getFileName().toString());
                assertThat(again.out()).isEqualTo(completed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void appliesComparesTakesOverAndAdopts(Lab.Host host) throws LibvirtException {
        Command command = command(host).with("web.yaml", Command.DISK.replace("name: web", "name: " + name));
        try {
            assertThat(command.run("apply", "web.yaml")).isEqualTo(SILENT);
            assertThat(command.run("apply", "-v", "web.yaml").err()).endsWith("in libvirt already, as it is\n");
            assertThat(command.run("diff", "web.yaml")).isEqualTo(SILENT);
            changeBehindItsBack(host);
            Ran diff = command.run("diff", "web.yaml");
            assertThat(diff.exit()).isEqualTo(1);
            assertThat(diff.out()).contains("disk vdb: disk added");
            assertThat(command.run("apply", "web.yaml").exit()).isEqualTo(1);
            assertThat(command.run("apply", "--accept-drift", "web.yaml").exit()).isZero();
            assertThat(command.text("web.yaml")).contains("/path/to/added.img", "# the root disk");
            assertThat(command.run("diff", "web.yaml")).isEqualTo(SILENT);
            Element before = definition(host);
            assertThat(command.run("adopt", host.uri(), name, "--spec", "taken.yaml")).isEqualTo(SILENT);
            assertThat(command.run("apply", "taken.yaml")).isEqualTo(SILENT);
            assertThat(definition(host)).isEqualTo(before);
            assertThat(command.run("show", "taken.yaml").out())
                    .contains("└─ 0000:02:00.0 [" + libvirt(host) + "]  disk  target@dev vdb");
        } finally {
            undefine(host);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aVmIsTheSameToCheckWhicheverWayItIsNamed(Lab.Host host) throws LibvirtException {
        Command command = command(host).with("web.yaml", Command.DISK.replace("name: web", "name: " + name));
        try {
            assertThat(command.run("apply", "web.yaml")).isEqualTo(SILENT);
            command.with("dump.xml", definition(host).toString());
            List<List<String>> all =
                    List.of(List.of("web.yaml"), List.of("web.lock.yaml"), List.of("dump.xml"), List.of(host.uri(), name));
            for (List<String> old : all) {
                for (List<String> now : all) {
                    String[] line = Stream.of(List.of("check"), old, now).flatMap(List::stream).toArray(String[]::new);
                    assertThat(command.run(line)).as(String.join(" ", line)).isEqualTo(SILENT);
                }
            }
            assertThat(command.run("show", "web.lock.yaml")).isEqualTo(command.run("show", "web.yaml"));
        } finally {
            undefine(host);
        }
    }

    private Element definition(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            return libvirt.definition(name).orElseThrow();
        }
    }

    private static String libvirt(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            return libvirt.platform().label();
        }
    }

    private void changeBehindItsBack(Lab.Host host) {
        try (Libvirt libvirt = host.connect()) {
            Element disk = Element.of("disk", "type", "file", "device", "disk")
                    .plus(Element.of("source", "file", "/path/to/added.img"))
                    .plus(Element.of("target", "dev", "vdb", "bus", "virtio"));
            libvirt.define(libvirt.definition(name).orElseThrow().mapChild("devices", devices -> devices.plus(disk)));
        }
    }

    private void undefine(Lab.Host host) throws LibvirtException {
        Connect connect = Connect.open(host.uri());
        try {
            connect.domainLookupByName(name).undefine(0);
        } finally {
            connect.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void completesManyAndSaysWhereTheTimeWent(Lab.Host host) {
        Command command = command(host);
        List<String> args = new ArrayList<>(List.of("complete", "--timings", "--output-dir", "out"));
        for (int i = 0; i < 100; i++) {
            command.with("vm" + i + ".yaml", Command.DISK.replace("name: web", "name: " + name + i));
            args.add("vm" + i + ".yaml");
        }
        Ran ran = command.run(args.toArray(String[]::new));
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).startsWith("100 done\ntimings: ");
        System.out.println(host + ": " + ran.err().lines().skip(1).findFirst().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whatLibvirtRejectsIsSaidOfTheFile(Lab.Host host) {
        Ran ran = command(host)
                .with("vm.xml", Command.XML.replace("bus='virtio'", "bus='sausage'"))
                .run("complete", "vm.xml");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("vm.xml:").contains("sausage");
        assertThat(ran.out()).isEmpty();
    }
}

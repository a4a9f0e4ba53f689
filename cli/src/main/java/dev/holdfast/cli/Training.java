package dev.holdfast.cli;

import dev.holdfast.Completer;
import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.cli.run.Reached;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.problem.HoldfastException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the {@code holdfast} script has the JVM watch, so that the verbs that work find their classes ready: each of them
 * once, in a folder that is gone afterwards, on a host that is none. Where libvirt is installed its driver for tests is
 * asked too, which is in its client library; where it isn't, connecting stays a little slower.
 *
 * <p>There are two courses, because a start pays for each class that is ready and not needed: {@value #ASKING} for what
 * asks a libvirt, and one for all.
 */
final class Training {

    private static final String YAML = """
            # A comment.
            name: a
            memory: 2 GiB
            devices:
              disks:
              - image: /a.qcow2
              - image: /b.qcow2
                bus: sata
              interfaces:
              - network: default
                mac: 52:54:00:00:00:01
              graphics:
              - type: vnc
                autoport: "yes"
              videos:
              - model: vga
              inputs:
              - type: tablet
                bus: usb
              controllers:
              - type: usb
                model: qemu-xhci
            """;

    private static final String XML = """
            <domain type='test'>
              <name>b</name>
              <memory unit='GiB'>1</memory>
              <os><type arch='x86_64' machine='q35'>hvm</type></os>
              <devices>
                <!-- A comment. -->
                <disk type='file'><source file='/b'/><target dev='vda' bus='virtio'/></disk>
                <interface type='network'><source network='default'/></interface>
              </devices>
            </domain>
            """;

    private static final String VMI = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata:
              name: c
            spec:
              domain:
                devices:
                  disks:
                  - name: root
                    disk: {bus: virtio}
                  interfaces:
                  - name: default
                    masquerade: {}
                memory: {guest: 1Gi}
              networks:
              - {name: default, pod: {}}
              volumes:
              - {name: root, emptyDisk: {capacity: 1Gi}}
            """;

    private static final String TEST = "test:///default";

    private static final String ASKING = "asking";

    private static final List<String> ASKING_LINES = List.of(
            "complete a.yaml b.xml --timings",
            "complete a.yaml --output-dir out",
            "lock a.yaml b.xml",
            "complete a.yaml b.xml --write",
            "apply a.yaml b.xml",
            "diff a.yaml",
            "apply a.yaml",
            "attach a.yaml --file device.yaml",
            "detach a.yaml vdz",
            "adopt echo:/// a --spec taken.yaml");

    private static final List<String> OTHER_LINES = List.of(
            "complete a.yaml b.xml --on planner --no-lock",
            "show a.yaml",
            "check a.lock.yaml a.yaml",
            "upgrade . --from echo:/// --to planner",
            "platforms",
            "platforms compare a.yaml --no-lock",
            "complete c.yaml --on planner --write",
            "complete c.yaml --on planner --no-lock --format xml --output-dir out",
            "show");

    private Training() {}

    /** Runs; the argument is the course, and any other or none the one for all. */
    public static void main(String[] arguments) throws IOException {
        askLibvirt();
        Path folder = Files.createTempDirectory("holdfast-training");
        try {
            Files.writeString(folder.resolve("a.yaml"), YAML);
            Files.writeString(folder.resolve("b.xml"), XML);
            Files.writeString(folder.resolve("c.yaml"), VMI);
            Files.writeString(folder.resolve("device.yaml"), "disk: {image: /c.qcow2, target: vdz}\n");
            Surroundings surroundings = new Surroundings(
                    InputStream.nullInputStream(),
                    new ByteArrayOutputStream(),
                    OutputStream.nullOutputStream(),
                    Terminal.is(1),
                    Terminal.is(2),
                    Map.of("HOLDFAST_ON", "echo:///"),
                    folder,
                    uri -> new Reached(new Echo(), () -> Duration.ZERO));
            run(surroundings, ASKING_LINES);
            if (!List.of(arguments).contains(ASKING)) {
                run(surroundings, OTHER_LINES);
                Main.run(
                        surroundings,
                        "kubevirt",
                        "define-domain",
                        "--vmi",
                        Files.readString(folder.resolve("c.yaml")),
                        "--domain",
                        Files.readString(folder.resolve("out/c.xml")));
            }
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void run(Surroundings surroundings, List<String> lines) {
        lines.forEach(line -> Main.run(surroundings, line.split(" ")));
    }

    private static void askLibvirt() {
        LibvirtConnector connector = new LibvirtConnector();
        connector.ahead(TEST);
        try (Completer test = connector.connect(TEST).completer()) {
            test.platform();
            if (test instanceof Host host) {
                host.definition("test").ifPresent(test::complete);
            }
        } catch (HoldfastException e) {
            // It isn't installed; or the driver, which doesn't know every flag, has refused. The classes are loaded.
        }
    }

    /** Answers what it is asked, with an address and a device more. */
    private static final class Echo implements Host {

        private static final Element PORT = Element.of("controller", "type", "pci", "index", "1", "model", "pcie-root-port")
                .plus(address("0x00", "0x01"));

        private Optional<Element> defined = Optional.empty();

        @Override
        public Platform platform() {
            return new Platform("libvirt", new Version(12, 8, 0), new Version(11, 1, 0), Set.of("qemu"));
        }

        @Override
        public Element complete(Element partial) {
            DomainXml.write(partial);
            boolean has = partial.elements("devices").stream()
                    .flatMap(devices -> devices.elements("controller").stream())
                    .anyMatch(controller -> "pcie-root-port".equals(controller.attribute("model")));
            Element resolved = partial.mapChild(
                    "os", os -> os.mapChild("type", type -> type.withAttribute("machine", "pc-q35-11.1")));
            return has ? resolved : resolved.mapChild("devices", devices -> devices
                    .mapChild("interface", card -> card.plus(address("0x01", "0x00")))
                    .plus(PORT));
        }

        private static Element address(String bus, String slot) {
            return Element.of("address", "type", "pci", "domain", "0x0000", "bus", bus, "slot", slot, "function", "0x0");
        }

        @Override
        public Optional<Element> definition(String nameOrUuid) {
            return defined;
        }

        @Override
        public Element define(Element domain) {
            Element complete = complete(domain);
            defined = Optional.of(complete);
            return complete;
        }

        /** Runs once it is defined, so that its device is plugged into a running VM and out of it. */
        @Override
        public Optional<Element> running(String nameOrUuid) {
            return defined;
        }

        @Override
        public void plug(String nameOrUuid, Element device) {}

        @Override
        public void unplug(String nameOrUuid, Element device) {}

        @Override
        public void close() {}
    }
}

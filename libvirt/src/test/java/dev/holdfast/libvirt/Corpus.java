package dev.holdfast.libvirt;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** libvirt's own test inputs, each prepared so that every libvirt of the lab could know it. */
public final class Corpus {

    /**
     * One input.
     *
     * @param name its file's name
     * @param spec what it says
     */
    public record Input(String name, Spec spec) {}

    /** Rejecting these, libvirtd 9.0 crashes. */
    private static final Set<String> CRASHES_LIBVIRT_9_0 =
            Set.of("hostdev-scsi-vhost-rawio-invalid.xml", "hostdev-scsi-vhost-sgio-invalid.xml");

    private Corpus() {}

    /** True for an input that a host of the lab is not to be given. */
    public static boolean crashes(Input input, String host) {
        return host.equals("bookworm") && CRASHES_LIBVIRT_9_0.contains(input.name());
    }

    static Path folder() {
        String given = System.getProperty("holdfast.corpus");
        return given != null ? Path.of(given) : Path.of("../../shared/corpus");
    }

    /** Every input that is a domain, in the order of the names. */
    public static List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder().resolve("x86_64"))) {
            for (Path file : files.sorted().toList()) {
                Element domain = read(file);
                if (domain != null) {
                    String name = file.getFileName().toString();
                    inputs.add(new Input(name, Spec.parse(name, DomainXml.write(prepare(domain)))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inputs;
    }

    private static @Nullable Element read(Path file) throws IOException {
        try {
            Element root = XmlSource.parse(Files.readString(file), file.toString());
            return root.name().equals("domain") ? root : null;
        } catch (UnusableInputException e) {
            // Some are malformed on purpose: no libvirt accepts them either.
            return null;
        }
    }

    /** As the corpus's own README says: no UUID, no emulator, plain emulation, a machine that all four know. */
    private static Element prepare(Element domain) {
        Element prepared = domain.without("uuid").withAttribute("type", "qemu");
        if (prepared.child("devices") != null) {
            prepared = prepared.mapChild("devices", devices -> devices.without("emulator"));
        }
        return prepared.mapChild("os", os -> os.mapChild("type", type -> {
            String machine = type.attribute("machine");
            boolean q35 = machine != null && machine.contains("q35");
            return type.withAttribute("machine", q35 ? "pc-q35-5.2" : "pc-i440fx-5.2");
        }));
    }

    /** What each device is to its guest, for comparing without the code under test. */
    static List<String> footprints(Element domain) {
        return footprints(domain, false);
    }

    /**
     * The same, or all that a libvirt writes down.
     *
     * @param literally whether a device that newer libvirts write down and older ones imply counts
     */
    static List<String> footprints(Element domain, boolean literally) {
        List<String> all = new ArrayList<>();
        Element devices = domain.child("devices");
        if (devices == null) {
            return all;
        }
        for (Element device : devices.elements()) {
            boolean unwritten = !literally && device.name().equals("watchdog") && "itco".equals(device.attribute("model"));
            if ("none".equals(device.attribute("model")) || device.name().equals("audio") || unwritten) {
                continue;
            }
            StringBuilder print = new StringBuilder(device.name());
            for (String path : List.of(
                    "@type",
                    "@model",
                    "@index",
                    "@bus",
                    "@device",
                    "model@type",
                    "model@name",
                    "target@bus",
                    "target@dev",
                    "target@chassis",
                    "target@port",
                    "target@type",
                    "target@busNr",
                    "mac@address",
                    "serial",
                    "wwn")) {
                boolean hostSide = path.equals("@type") && !List.of("controller", "input", "hub").contains(device.name())
                        || path.startsWith("target") && List.of("interface", "console").contains(device.name());
                boolean implied = !literally && path.equals("@model") && "usb-storage".equals(device.value(path));
                if (!hostSide && !implied && device.value(path) != null) {
                    print.append(' ').append(path).append('=').append(device.value(path));
                }
            }
            Element address = device.child("address");
            // Turned on where a second function joins the slot; the first one stays where it is.
            print.append(' ')
                    .append(address == null ? "-" : Facts.sorted(address.withoutAttribute("multifunction")));
            all.add(print.toString());
        }
        return all;
    }
}

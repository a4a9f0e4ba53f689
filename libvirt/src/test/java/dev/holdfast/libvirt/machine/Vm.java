package dev.holdfast.libvirt.machine;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A VM as its owner describes it.
 *
 * @param number which one it is
 * @param name its name
 * @param spec its partial domain
 */
record Vm(int number, String name, Element spec) {

    /** The machine versions that QEMU 5.2 to 11.1 all have. */
    private static final String VERSION = "-5.2";

    /** Those of {@code machine/vms.txt}. */
    static List<Vm> all() {
        try (InputStream file = Vm.class.getResourceAsStream("/machine/vms.txt")) {
            List<Vm> vms = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    List<String> words = List.of(line.split(" +"));
                    vms.add(of(vms.size(), words.get(0), words.get(1), words.subList(2, words.size())));
                }
            }
            return vms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vm of(int number, String name, String board, List<String> words) {
        String domain = """
                <domain type='qemu'><name>machine-%s</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
                <os><type arch='x86_64' machine='pc-%s'>hvm</type></os><features><acpi/></features>
                <devices>%s</devices></domain>"""
                .formatted(name, board + VERSION, Parts.devices(name, number, words));
        return new Vm(number, name, XmlSource.parse(domain, name));
    }

    /** True for PCI Express. */
    boolean isExpress() {
        return machine().contains("q35");
    }

    private String machine() {
        return spec.value("os/type@machine");
    }

    /** The same on another machine. */
    Element onMachine(String machine) {
        return spec.mapChild("os", os -> os.mapChild("type", type -> type.withAttribute("machine", machine)));
    }

    /** The same with other devices. */
    Element with(UnaryOperator<List<Element>> edit) {
        return DeviceKinds.replaceIn(spec, edit.apply(DeviceKinds.in(spec)));
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.holdfast.spec.yaml;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.Targets;
import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.text.YamlText;
import java.util.ArrayList;
import java.util.List;

/** One device by itself, {@code disk: {image: /a.qcow2}}, for a domain that is to get it. */
final class SoleDevice {

    private static final String EXAMPLE = "Write one under its kind, such as disk: {image: /a.qcow2}";

    private SoleDevice() {}

    static Element read(String file, String text, Element domain) {
        Problems problems = new Problems(file);
        Yaml root = YamlText.read(text, problems).root();
        if (!(root instanceof Yaml.Mapping mapping)) {
            throw problems.fatal(root == null ? new Yaml.Span(0, 0, 1, 1) : root.span(), "This is no device", EXAMPLE);
        }
        Draft devices = new Draft("devices");
        new Reader(problems).read(Vocabulary.DEVICES, plural(mapping), devices);
        List<Draft> found = devices.children;
        if (found.size() != 1 || found.getFirst().name.equals("emulator")) {
            problems.throwIfAny();
            throw problems.fatal(mapping.span(), found.isEmpty() ? "This is no device" : "These are several devices", EXAMPLE);
        }
        Draft device = found.getFirst();
        Standards.fillDevice(device, domain.value("os/type@machine"), mapping.span(), problems);
        problems.throwIfAny();
        return named(device.element(), domain);
    }

    /** The kind's own name stands for its list: {@code disk} for {@code disks}. */
    private static Yaml.Mapping plural(Yaml.Mapping mapping) {
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Yaml.Entry entry : mapping.entries()) {
            Yaml.Scalar key = entry.key();
            boolean kind = Vocabulary.DEVICES.listKeys.containsKey(key.value());
            entries.add(kind
                    ? new Yaml.Entry(new Yaml.Scalar(Form.forced(key.value()), key.style(), key.span()), entry.value())
                    : entry);
        }
        return new Yaml.Mapping(entries, mapping.flow(), mapping.span());
    }

    private static Element named(Element device, Element domain) {
        List<Element> all = new ArrayList<>(DeviceKinds.in(domain));
        all.add(device);
        return Targets.name(Element.of("devices").withChildren(all)).elements().getLast();
    }
}

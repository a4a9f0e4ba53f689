package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.yaml.Standard.Context;
import org.jspecify.annotations.Nullable;

/** Fills in what the owner left to the format. */
final class Standards {

    private static final Path NAME = Path.of("name");

    private Standards() {}

    /** A file's name is its owner's word, too: it names the VM where the text doesn't. */
    static void name(Draft domain, @Nullable String stem) {
        if (stem != null && domain.get(NAME) == null && !domain.isOff(NAME)) {
            domain.put(NAME, stem);
        }
    }

    /** Fills in a whole domain: its own values first, since those of its devices depend on the machine. */
    static void fill(Draft domain, @Nullable String stem, Yaml.Span at, Problems problems) {
        fill(Vocabulary.DOMAIN, domain, new Context(stem, null), at, problems);
        Draft devices = domain.child("devices");
        if (devices == null) {
            return;
        }
        Context context = new Context(stem, domain.get(Path.of("os/type@machine")));
        for (Draft device : devices.children) {
            Form form = Vocabulary.DEVICES.form(device.name);
            fill(form, device, context, device.written == null ? at : device.written.span(), problems);
        }
    }

    /** Fills in one device of a domain with this machine. */
    static void fillDevice(Draft device, @Nullable String machine, Yaml.Span at, Problems problems) {
        fill(Vocabulary.DEVICES.form(device.name), device, new Context(null, machine), at, problems);
    }

    private static void fill(Form form, Draft draft, Context context, Yaml.Span at, Problems problems) {
        for (Standard standard : form.standards) {
            if (draft.get(standard.path()) != null || draft.isOff(standard.path())) {
                continue;
            }
            String value = standard.value().apply(draft, context);
            if (value == Standard.ASK) {
                problems.add(
                        at,
                        "The ending of " + draft.get(Path.of("source@file")) + " doesn't tell the image's format",
                        "Add format: qcow2, format: raw or what else it is");
            } else if (value != null) {
                draft.put(standard.path(), value);
            }
        }
    }
}

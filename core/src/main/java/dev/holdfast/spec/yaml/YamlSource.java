package dev.holdfast.spec.yaml;

import dev.holdfast.domain.Element;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import dev.holdfast.spec.Takeover;
import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import dev.holdfast.spec.text.YamlEditor;
import dev.holdfast.spec.text.YamlText;
import dev.holdfast.spec.yaml.Standard.Context;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A YAML text, the domain that it stands for, and where in it each device stands. */
final class YamlSource implements Lens.Source {

    private final String file;
    private final String text;
    private final YamlText yaml;
    private final Draft said;
    private final Element domain;
    private final int sparePorts;
    /** What was said of each device that the text has, by identity. */
    private final Map<Element, Draft> devices = new IdentityHashMap<>();
    /** The domain and each device of it without what the format fills in, by identity. */
    private final Map<Element, Element> written = new IdentityHashMap<>();

    private YamlSource(
            String file, String text, YamlText yaml, Draft draft, Element written, int sparePorts) {
        this.file = file;
        this.text = text;
        this.yaml = yaml;
        this.said = draft;
        this.sparePorts = sparePorts;
        this.domain = draft.element();
        this.written.put(domain, written);
        Element elements = domain.child("devices");
        Draft drafts = draft.child("devices");
        if (elements == null || drafts == null || drafts.mixed != null) {
            return;
        }
        List<Element> list = elements.elements();
        List<Element> bare = Objects.requireNonNull(written.child("devices")).elements();
        for (int i = 0; i < list.size(); i++) {
            this.written.put(list.get(i), bare.get(i));
            Draft device = drafts.children.get(i);
            if (device.written != null) {
                devices.put(list.get(i), device);
            }
        }
    }

    static YamlSource read(String file, String text) {
        Problems problems = new Problems(file);
        YamlText yaml = YamlText.read(text, problems);
        Draft draft = new Draft("domain");
        Yaml root = yaml.root();
        if (root instanceof Yaml.Mapping mapping) {
            new Reader(problems).read(Vocabulary.DOMAIN, mapping, draft);
        } else if (root != null && !Yaml.isNull(root)) {
            throw problems.fatal(
                    root.span(),
                    "The document is " + (root instanceof Yaml.Sequence ? "a list" : "a single value") + ", not a VM",
                    "Write keys and values, such as devices: and below it what the VM has");
        }
        Yaml.Span start = root == null ? new Yaml.Span(0, 0, 1, 1) : root.span();
        int sparePorts = SparePorts.take(draft, problems);
        Standards.name(draft, YamlLens.stem(file));
        Element written = draft.element();
        Standards.fill(draft, YamlLens.stem(file), start, problems);
        problems.throwIfAny();
        return new YamlSource(file, text, yaml, draft, written, sparePorts);
    }

    @Override
    public Element domain() {
        return domain;
    }

    @Override
    public Element written(Element stated) {
        return written.getOrDefault(stated, stated);
    }

    @Override
    public Element settle(Element pinned, Set<String> domainTypes) {
        return Settling.settle(pinned, domainTypes);
    }

    @Override
    public int sparePorts() {
        return sparePorts;
    }

    @Override
    public String reflect(Reflection reflection) {
        Editor editor = new Editor(new YamlEditor(file, text, yaml));
        Reflection.Drifted drifted = reflection.drifted();
        if (drifted == null) {
            add(reflection, editor);
        } else {
            takeOver(new Takeover(domain, reflection, drifted), editor);
        }
        return editor.yaml().text();
    }

    private void add(Reflection reflection, Editor editor) {
        Element complete = reflection.complete();
        Draft draft = Draft.of(complete);
        Writer writer = new Writer(new Context(null, complete.value("os/type@machine")), editor);
        writer.omitStandards(Vocabulary.DOMAIN, draft, said);
        Owned owned = new Owned(editor);
        takeDevices(reflection, draft.child("devices"), writer, owned);
        Yaml root = yaml.root();
        if (root instanceof Yaml.Mapping mapping) {
            owned.take(Vocabulary.DOMAIN, mapping, draft);
            editor.append(mapping, Vocabulary.DOMAIN, writer.entries(Vocabulary.DOMAIN, draft));
        } else {
            editor.yaml().begin(writer.entries(Vocabulary.DOMAIN, draft));
        }
    }

    private void takeOver(Takeover takeover, Editor editor) {
        Element after = takeover.domain();
        Draft left = Draft.of(after);
        Writer writer = new Writer(new Context(YamlLens.stem(file), after.value("os/type@machine")), editor);
        if (yaml.root() instanceof Yaml.Mapping mapping) {
            new Revision(editor, takeover).take(Vocabulary.DOMAIN, mapping, said, domain, after, left);
        }
        writer.omitFilledIn(Vocabulary.DOMAIN, left, said, Draft.of(after));
        Draft drafts = left.child("devices");
        for (Draft device : drafts == null ? List.<Draft>of() : drafts.children) {
            Form form = Vocabulary.DEVICES.form(device.name);
            Element source = device.source;
            Element origin = source == null ? null : takeover.origin(source);
            Draft own = origin == null ? null : devices.get(origin);
            if (own == null) {
                writer.omitStandards(form, device, null);
            } else if (source != null) {
                writer.omitFilledIn(form, device, own, Draft.of(source));
            }
        }
        List<Yaml.Entry> entries = writer.entries(Vocabulary.DOMAIN, left);
        if (yaml.root() instanceof Yaml.Mapping mapping) {
            editor.append(mapping, Vocabulary.DOMAIN, entries);
        } else {
            editor.yaml().begin(entries);
        }
    }

    private void takeDevices(Reflection reflection, @Nullable Draft completed, Writer writer, Owned owned) {
        if (completed == null) {
            return;
        }
        Map<Element, Draft> kept = new IdentityHashMap<>();
        Element mine = domain.child("devices");
        for (Element device : mine == null ? List.<Element>of() : mine.elements()) {
            Element partner = reflection.partner(device);
            Draft own = devices.get(device);
            if (partner != null && own != null) {
                kept.put(partner, own);
            }
        }
        for (Draft device : completed.children) {
            Form form = Vocabulary.DEVICES.form(device.name);
            Draft own = kept.get(device.source);
            writer.omitStandards(form, device, own);
            if (own != null && own.written != null) {
                owned.takeOne(form, own.written, device);
            }
        }
    }
}

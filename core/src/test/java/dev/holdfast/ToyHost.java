package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A {@link ToyCompleter} that keeps definitions, as a libvirt does, and remembers how often it was told of one. */
public class ToyHost extends ToyCompleter implements Host {

    private final Map<String, Element> definitions = new TreeMap<>();
    private final List<String> defined = new ArrayList<>();

    /** With no domain yet. */
    public ToyHost(Version version) {
        super(version);
    }

    /** The names of the domains that were defined, in order; twice where twice. */
    public List<String> defined() {
        return List.copyOf(defined);
    }

    /** Changes a definition as someone with virsh does, behind Holdfast's back. */
    public void edit(String name, UnaryOperator<Element> change) {
        Element edited = complete(change.apply(definitions.remove(name)));
        definitions.put(edited.value("name"), edited);
    }

    @Override
    public Optional<Element> definition(String nameOrUuid) {
        return definitions.values().stream()
                .filter(domain -> nameOrUuid.equals(domain.value("name")) || nameOrUuid.equals(domain.value("uuid")))
                .findFirst();
    }

    @Override
    public Element define(Element domain) {
        Element complete = complete(domain);
        String name = complete.value("name");
        String uuid = complete.value("uuid");
        for (Element other : definitions.values()) {
            if (other.value("name").equals(name) != other.value("uuid").equals(uuid)) {
                throw rejected("domain '" + name + "' already exists with uuid " + other.value("uuid"));
            }
        }
        definitions.put(name, complete);
        defined.add(name);
        return complete;
    }
}

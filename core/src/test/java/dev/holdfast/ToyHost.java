package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A {@link ToyCompleter} that keeps definitions, as a libvirt does, and remembers how often it was told of one. */
public class ToyHost extends ToyCompleter implements Host {

    private final Map<String, Element> definitions = new TreeMap<>();
    private final List<String> defined = new ArrayList<>();
    private final Map<String, Element> running = new TreeMap<>();

    /** Every device that was plugged in, in order. */
    public final List<Element> plugged = new ArrayList<>();

    /** Every device that was to be unplugged, in order. */
    public final List<Element> unplugged = new ArrayList<>();

    /** Whether guests let go of nothing. */
    public boolean stubborn;

    /** What becomes of a device when it is plugged in. */
    public UnaryOperator<Element> asPlugged = UnaryOperator.identity();

    /** With no domain yet. */
    public ToyHost(Version version) {
        super(version);
    }

    /** The names of the domains that were defined, in order; twice where twice. */
    public List<String> defined() {
        return List.copyOf(defined);
    }

    /** Starts a domain: from now on it runs as it is defined. */
    public void start(String name) {
        running.put(name, definitions.get(name));
    }

    /** Changes a running domain as someone with virsh does, behind Holdfast's back. */
    public void editRunning(String name, UnaryOperator<Element> change) {
        running.computeIfPresent(name, (key, domain) -> change.apply(domain));
    }

    @Override
    public Optional<Element> running(String nameOrUuid) {
        return running.values().stream()
                .filter(domain -> nameOrUuid.equals(domain.value("name")) || nameOrUuid.equals(domain.value("uuid")))
                .findFirst();
    }

    @Override
    public void plug(String nameOrUuid, Element device) {
        if (device.toString().contains("forbidden")) {
            throw rejected("could not open: Permission denied");
        }
        plugged.add(device);
        editRunning(nameOrUuid, domain -> domain.mapChild("devices", devices -> devices.plus(asPlugged.apply(device))));
    }

    @Override
    public void unplug(String nameOrUuid, Element device) {
        unplugged.add(device);
        if (!stubborn) {
            editRunning(nameOrUuid, domain -> DeviceKinds.replaceIn(
                    domain,
                    DeviceKinds.in(domain).stream()
                            .filter(other -> !other.name().equals(device.name()) || !Objects.equals(other.child("address"), device.child("address")))
                            .toList()));
        }
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

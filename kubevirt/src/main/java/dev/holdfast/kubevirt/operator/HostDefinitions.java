package dev.holdfast.kubevirt.operator;

import dev.holdfast.Host;
import dev.holdfast.problem.CompleterException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Asks libvirts that are reached directly: each instance's by a URI, over one connection for all of the same. */
public final class HostDefinitions implements DefinitionReader {

    /** Which libvirt runs an instance, on the instance; instead of the URI that is made of its node. */
    public static final String URI = "holdfast.dev/libvirt-uri";

    private static final String NODE = "{node}";

    private final String pattern;
    private final Function<String, Host> connect;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();

    /**
     * @param pattern a URI in which <code>{node}</code> stands for the instance's node
     * @param connect connects to a URI
     */
    public HostDefinitions(String pattern, Function<String, Host> connect) {
        this.pattern = pattern;
        this.connect = connect;
    }

    @Override
    public Optional<Definition> read(VirtualMachineInstance instance) throws UnreadableException {
        String uri = instance.annotations().getOrDefault(URI, pattern.replace(NODE, instance.node()));
        try {
            Host host = hosts.computeIfAbsent(uri, connect);
            return host.definition(instance.domainName()).map(domain -> new Definition(domain, host.platform()));
        } catch (CompleterException e) {
            hosts.remove(uri);
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
    }
}

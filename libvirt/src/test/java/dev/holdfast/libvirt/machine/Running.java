package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A domain that runs, as far as its firmware. */
final class Running implements AutoCloseable {

    /** The firmware needs milliseconds; a machine under load may not give it any for a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String QUERY_BOARD =
            "{\"execute\":\"qom-get\",\"arguments\":{\"path\":\"/machine\",\"property\":\"type\"}}";

    private final Virsh virsh;
    private final String name;

    private Running(Virsh virsh, String name) {
        this.virsh = virsh;
        this.name = name;
    }

    /** Starts a domain that is defined. */
    static Running start(Virsh virsh, String name) {
        virsh.run("start", name);
        return new Running(virsh, name);
    }

    /** What QEMU says that the guest has, once its firmware has numbered the buses. */
    Hardware hardware() {
        List<PciFunction> functions = functions();
        Element live = XmlSource.parse(virsh.run("dumpxml", name), name);
        String board = (String) QueryPci.result(virsh.run("qemu-monitor-command", name, QUERY_BOARD));
        Map<String, String> names = DeviceName.byAlias(live);
        return Hardware.of(board.replace("-machine", ""), functions, names);
    }

    private List<PciFunction> functions() {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<List<PciFunction>> functions =
                    QueryPci.functions(virsh.run("qemu-monitor-command", name, "{\"execute\":\"query-pci\"}"));
            if (functions.isPresent()) {
                return functions.get();
            }
        }
        throw new IllegalStateException(virsh.host() + ": the firmware of " + name + " numbered no buses in " + PATIENCE);
    }

    /** Plugs a device in, into the running VM and into its definition. */
    void attach(String device) {
        virsh.runWith(device, "attach-device", name, "--live", "--config", "--file");
    }

    /** Pulls the plug. */
    @Override
    public void close() {
        virsh.run("destroy", name);
    }
}

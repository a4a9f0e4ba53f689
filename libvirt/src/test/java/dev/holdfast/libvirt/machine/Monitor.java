package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.XmlSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** QEMU's monitor, once the firmware has numbered the buses. */
record Monitor() implements Witness {

    /** The firmware needs milliseconds; a machine under load may not give it any for a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Who asks takes time from the firmware that is asked about. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String QUERY_PCI = "{\"execute\":\"query-pci\"}";

    private static final String QUERY_BOARD =
            "{\"execute\":\"qom-get\",\"arguments\":{\"path\":\"/machine\",\"property\":\"type\"}}";

    @Override
    public Hardware ask(Running running) {
        List<PciFunction> functions = functions(running);
        String board = (String) QueryPci.result(running.monitor(QUERY_BOARD));
        return Hardware.of(
                board.replace("-machine", ""),
                functions,
                DeviceName.byAlias(XmlSource.parse(running.xml(), running.toString())));
    }

    private static List<PciFunction> functions(Running running) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<List<PciFunction>> functions = QueryPci.functions(running.monitor(QUERY_PCI));
            if (functions.isPresent()) {
                return functions.get();
            }
            pause();
        }
        throw new IllegalStateException("The firmware of " + running + " numbered no buses in " + PATIENCE);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

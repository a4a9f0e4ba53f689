package dev.holdfast.spec.kubevirt;

import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The threads that serve virtio disks, as {@code ioThreadsPolicy} and each disk's {@code dedicatedIOThread} say. */
final class IoThreads {

    private static final String BUS = "virtio";
    private static final int MOST = 4096;

    private final Vmi vmi;

    IoThreads(Vmi vmi) {
        this.vmi = vmi;
    }

    /**
     * Says of each disk which thread serves it.
     *
     * @param sources the field that asked for each disk
     * @return how many threads there are; 0 where none was asked for
     */
    long assign(List<Part> disks, List<Field> sources) {
        String policy = vmi.domain().at("ioThreadsPolicy").word(Set.of("shared", "auto", "supplementalPool"));
        List<Boolean> dedicated = sources.stream()
                .map(source -> source.at("dedicatedIOThread").flag(false))
                .toList();
        if (policy == null && !dedicated.contains(true)) {
            return 0;
        }
        if ("supplementalPool".equals(policy)) {
            return pool(disks);
        }
        long own = dedicated.stream().filter(one -> one).count();
        long shared = dedicated.size() - own;
        long limit = limit(policy);
        if (shared + own > limit) {
            shared = Math.max(1, limit - own);
        }
        long next = shared + 1;
        long turn = 1;
        for (int i = 0; i < disks.size(); i++) {
            Part disk = disks.get(i);
            if (!BUS.equals(disk.value("target@bus"))) {
                continue;
            }
            if (dedicated.get(i)) {
                disk.set("driver@iothread", Long.toString(next++));
            } else {
                disk.set("driver@iothread", Long.toString(turn));
                turn = turn % shared + 1;
            }
        }
        return shared + own;
    }

    /** Every thread serves every disk. */
    private long pool(List<Part> disks) {
        long pool = vmi.domain().at("ioThreads").mapping().at("supplementalPoolThreadCount").number(1, MOST, 1);
        for (Part disk : disks) {
            if (BUS.equals(disk.value("target@bus"))) {
                Part threads = Part.of("iothreads");
                for (long id = 1; id <= pool; id++) {
                    threads.add(Part.of("iothread").set("@id", Long.toString(id)));
                }
                disk.child("driver").add(threads);
            }
        }
        return pool;
    }

    private long limit(@Nullable String policy) {
        Field cpu = vmi.domain().at("cpu");
        boolean isolated =
                cpu.at("dedicatedCpuPlacement").flag(false) && cpu.at("isolateEmulatorThread").flag(false);
        if (!"auto".equals(policy) || isolated) {
            return 1;
        }
        Field resources = vmi.domain().at("resources");
        Long cpus = resources.at("requests").at("cpu").quantity(RoundingMode.CEILING);
        if (cpus == null) {
            cpus = resources.at("limits").at("cpu").quantity(RoundingMode.CEILING);
        }
        return 2 * (cpus == null ? 1 : Math.min(cpus, MOST));
    }
}

package dev.holdfast.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Which process this is, so that another can tell whether it still runs.
 *
 * @param host the host's name
 * @param boot the kernel's id of this boot; empty where the system has none
 * @param pidSpace the namespace in which the process id holds; empty where the system has none
 * @param pid the process id
 * @param start when the process started, in a unit of the system's own: clock ticks since boot on Linux, else
 *     milliseconds since 1970
 */
record ThisProcess(String host, String boot, String pidSpace, long pid, long start) {

    private static final ThisProcess SELF = look();

    /** The process that runs this. */
    static ThisProcess self() {
        return SELF;
    }

    /** When a process of this host, boot and namespace started; empty where there is none of this id. */
    static OptionalLong startOf(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            // Field 22, counted from 1; the second is the command in parentheses and may hold anything.
            String text = read(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length > 19 ? OptionalLong.of(Long.parseLong(fields[19])) : OptionalLong.empty();
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .map(instant -> OptionalLong.of(instant.toEpochMilli()))
                .orElse(OptionalLong.empty());
    }

    private static ThisProcess look() {
        long pid = ProcessHandle.current().pid();
        return new ThisProcess(
                hostName(), read(Path.of("/proc/sys/kernel/random/boot_id")), pidNamespace(), pid, startOf(pid).orElse(0));
    }

    private static String hostName() {
        String kernels = read(Path.of("/proc/sys/kernel/hostname"));
        if (!kernels.isEmpty()) {
            return kernels;
        }
        String environments = System.getenv("HOSTNAME");
        return environments == null ? "localhost" : environments;
    }

    private static String pidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}

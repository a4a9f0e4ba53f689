package dev.holdfast.libvirt.machine;

import dev.holdfast.libvirt.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** virsh on one libvirt of the lab: what starts and ends domains, and the way to QEMU's monitor. */
record Virsh(Lab.Host host) {

    /** What a libvirt or QEMU would not do. */
    static final class Failed extends RuntimeException {

        private static final Pattern LOST =
                Pattern.compile("end of file|hangup|[Cc]onnection reset|keepalive|[Ff]ailed to connect|socket is closed");

        Failed(String message) {
            super(message);
        }

        /** True where it isn't said whether it did it, because the connection was lost on the way. */
        boolean isLost() {
            return LOST.matcher(getMessage()).find();
        }
    }

    /**
     * Runs one command.
     *
     * @return what it printed
     * @throws Failed with what it complained of
     */
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", host.uri()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new Failed(
                        host + ": virsh " + String.join(" ", arguments) + ": " + output.replace('\n', ' '));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command whose last argument is a file of this text. */
    String runWith(String text, String... arguments) {
        try {
            Path file = Files.createTempFile("machine", ".xml");
            try {
                Files.writeString(file, text);
                List<String> all = new ArrayList<>(List.of(arguments));
                all.add(file.toString());
                return run(all.toArray(String[]::new));
            } catch (Failed e) {
                throw new Failed(e.getMessage().replace(file.toString(), "FILE"));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

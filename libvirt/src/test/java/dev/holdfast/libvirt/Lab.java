package dev.holdfast.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The real libvirts that the lab tests run on: 7.0, 9.0, 11.3 and the newest.
 *
 * <p>The script that puts them up is named by {@code HOLDFAST_LAB} in the environment or the system property
 * {@code holdfast.lab}; else it is {@code lab/libvirt-lab} of the project or, beside the project,
 * {@code shared/lab/libvirt-lab}. The lab is shared: a test touches only domains that it made, and never empties a host.
 */
public final class Lab {

    private static List<Host> hosts = List.of();

    /**
     * One libvirt.
     *
     * @param name the lab's name for it, a Debian release
     * @param uri to connect to
     * @param root the folder that the daemon takes for {@code /}
     */
    public record Host(String name, String uri, Path root) {

        /** A connection of its own. */
        public Libvirt connect() {
            return Libvirt.connect(uri);
        }

        /** A file of the host, by its path there. */
        public Path file(String path) {
            return root.resolve(path.substring(1));
        }

        /** Ends its daemon as by kill -9. */
        void kill() {
            run(script().toString(), "kill", name);
        }

        /** Starts its daemon where it doesn't run. */
        public void up() {
            run(script().toString(), "up", name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Lab() {}

    /** All of them, oldest first; usable as a JUnit method source: {@code dev.holdfast.libvirt.Lab#hosts}. */
    public static synchronized List<Host> hosts() {
        if (hosts.isEmpty()) {
            Path script = script();
            hosts = Stream.of("bullseye", "bookworm", "trixie", "forky")
                    .map(name -> host(script, name))
                    .toList();
        }
        return hosts;
    }

    /** The folder of a Linux for VMs to boot. */
    public static Path guest() {
        Path script = script().resolveSibling("guest");
        Path guest = Path.of(run(script.toString(), "path"));
        if (!Files.exists(guest.resolve(".built"))) {
            throw new IllegalStateException("No guest: fetch it by `" + script + " up`");
        }
        return guest;
    }

    private static Host host(Path script, String name) {
        String uri = run(script.toString(), "uri", name);
        String socket = uri.substring(uri.indexOf("socket=") + "socket=".length());
        return new Host(name, uri, Path.of(socket.substring(0, socket.indexOf("/run/libvirt/"))));
    }

    private static Path script() {
        Path project = project();
        return Stream.of(
                        System.getenv("HOLDFAST_LAB"),
                        System.getProperty("holdfast.lab"),
                        project.resolve("lab/libvirt-lab").toString(),
                        project.resolveSibling("shared/lab/libvirt-lab").toString())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No lab: set HOLDFAST_LAB to the path of libvirt-lab, and put it up by `libvirt-lab up`"));
    }

    /** The root of the build: the outermost folder with a pom.xml. */
    private static Path project() {
        Path found = Path.of("").toAbsolutePath();
        for (Path folder = found; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                found = folder;
            }
        }
        return found;
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

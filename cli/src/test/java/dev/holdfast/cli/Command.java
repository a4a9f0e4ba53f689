package dev.holdfast.cli;

import dev.holdfast.cli.run.Connector;
import dev.holdfast.cli.run.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the command in this process, in a folder of its own, on a toy host. */
final class Command {

    static final String DISK = """
            name: web
            devices:
              disks:
              # the root disk
              - image: /images/web.qcow2
            """;

    static final String XML = """
            <domain type='qemu'>
              <name>web</name>
              <memory unit='KiB'>1048576</memory>
              <os><type arch='x86_64' machine='q35'>hvm</type></os>
              <devices>
                <!-- the root disk -->
                <disk type='file' device='disk'>
                  <source file='/images/web.qcow2'/>
                  <target dev='vda' bus='virtio'/>
                </disk>
              </devices>
            </domain>
            """;

    final ToyHost host = new ToyHost();
    final Map<String, String> environment = new HashMap<>(Map.of("HOLDFAST_ON", "toy:///"));
    private final Path folder;
    private Connector connector = host::connect;
    private String in = "";
    private boolean terminal;
    private OutputStream pipe = new ByteArrayOutputStream();

    /** What it left behind; the folder's own name is taken out of what it said. */
    record Ran(int exit, String out, String err) {}

    Command(Path folder) {
        this.folder = folder;
    }

    Command typing(String text) {
        in = text;
        return this;
    }

    /** On a real libvirt instead of the toy. */
    Command on(String uri) {
        connector = new LibvirtConnector();
        environment.put("HOLDFAST_ON", uri);
        return this;
    }

    Command onTerminal() {
        terminal = true;
        return this;
    }

    Command into(OutputStream out) {
        pipe = out;
        return this;
    }

    Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream to = pipe instanceof ByteArrayOutputStream ? out : pipe;
        int exit = CommandTree.in(new Surroundings(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        to,
                        err,
                        terminal,
                        terminal,
                        environment,
                        folder,
                        connector), args)
                .execute(args);
        return new Ran(exit, clean(out), clean(err));
    }

    private String clean(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    Command with(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    Path path(String name) {
        return folder.resolve(name);
    }
}

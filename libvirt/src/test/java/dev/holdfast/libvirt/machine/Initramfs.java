package dev.holdfast.libvirt.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The guest's file system: busybox, udevadm, the drivers of its devices, and {@code machine/init}. */
final class Initramfs {

    private static final List<String> DRIVERS = List.of("virtio_pci", "virtio_blk", "virtio_net", "e1000e", "e1000");

    private static final List<String> PROGRAMS = List.of("bin/busybox", "bin/udevadm", "lib64/ld-linux-x86-64.so.2");

    /** Where programs look for them, wherever they were in the package. */
    private static final String LIBRARIES = "lib/x86_64-linux-gnu";

    private final Path guest;
    private final Map<String, Path> modules;

    /**
     * What it is made from.
     *
     * @param guest the folder that {@code lab/guest path} names
     */
    Initramfs(Path guest) throws IOException {
        this.guest = guest;
        try (Stream<Path> files = Files.walk(guest.resolve("modules/kernel"))) {
            modules = files.filter(file -> file.toString().endsWith(".ko"))
                    .collect(Collectors.toMap(Initramfs::moduleName, file -> file, (a, b) -> a, TreeMap::new));
        }
    }

    private static String moduleName(Path file) {
        return file.getFileName().toString().replace(".ko", "").replace('-', '_');
    }

    /** Writes it. */
    void write(Path file) throws IOException {
        try (Cpio cpio = new Cpio(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (String folder : List.of("bin", "dev", "lib", LIBRARIES, "lib64", "modules", "proc", "run", "sys")) {
                cpio.folder(folder);
            }
            for (String program : PROGRAMS) {
                cpio.file(program, Files.readAllBytes(guest.resolve(program)));
            }
            for (String library : Files.readAllLines(guest.resolve("libraries"))) {
                Path read = guest.resolve(library.substring(1));
                cpio.file(LIBRARIES + "/" + read.getFileName(), Files.readAllBytes(read));
            }
            Set<String> order = new LinkedHashSet<>();
            for (String driver : DRIVERS) {
                load(driver, order);
            }
            for (String module : order) {
                cpio.file("modules/" + module + ".ko", Files.readAllBytes(modules.get(module)));
            }
            cpio.file("modules/order", (String.join("\n", order) + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream init = Initramfs.class.getResourceAsStream("/machine/init")) {
                cpio.file("init", init.readAllBytes());
            }
        }
    }

    private void load(String module, Set<String> order) throws IOException {
        Path file = modules.get(module);
        if (file == null) {
            throw new IllegalStateException("The guest's kernel has no module " + module);
        }
        for (String needed : needs(Files.readString(file, StandardCharsets.ISO_8859_1))) {
            load(needed, order);
        }
        order.add(module);
    }

    /** A module says itself which others it needs. */
    private static List<String> needs(String module) {
        int from = module.indexOf("\0depends=") + "\0depends=".length();
        String list = module.substring(from, module.indexOf('\0', from));
        return Stream.of(list.split(",")).filter(name -> !name.isEmpty()).map(name -> name.replace('-', '_')).toList();
    }
}

package dev.holdfast.libvirt.machine;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Lab;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Empty disks for VMs, on a libvirt of the lab. */
final class Images {

    /** Where they are there: in memory. */
    static final String FOLDER = "/dev/shm/holdfast-machine";

    private static final long SIZE = 1 << 20;

    private Images() {}

    /** Makes the images that a domain names and that aren't there. */
    static void make(Lab.Host host, Element domain) {
        for (Element device : DeviceKinds.in(domain)) {
            String image = device.value("source@file");
            if (image != null && image.startsWith(FOLDER)) {
                Path file = host.file(image);
                try {
                    Files.createDirectories(file.getParent());
                    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
                        made.setLength(SIZE);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Removes all of them. */
    static void remove(Lab.Host host) throws IOException {
        Path folder = host.file(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}

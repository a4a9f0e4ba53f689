package dev.holdfast.libvirt.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An archive as Linux takes it for its first file system: cpio in its "new ASCII" form. */
final class Cpio implements AutoCloseable {

    private static final int FILE = 0100755;
    private static final int FOLDER = 0040755;

    private final OutputStream out;
    private int inode;

    Cpio(OutputStream out) {
        this.out = out;
    }

    /** A folder; its parent comes before it. */
    void folder(String path) throws IOException {
        entry(path, FOLDER, new byte[0]);
    }

    /** A file that may be executed; its folder comes before it. */
    void file(String path, byte[] content) throws IOException {
        entry(path, FILE, content);
    }

    private void entry(String path, int mode, byte[] content) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        // Inode, mode, owner, group, links, time, size, two devices of two numbers, length of the name, no checksum.
        out.write("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                .formatted(++inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, 0)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(name);
        out.write(0);
        pad(110 + name.length + 1);
        out.write(content);
        pad(content.length);
    }

    private void pad(int length) throws IOException {
        out.write(new byte[(4 - length % 4) % 4]);
    }

    @Override
    public void close() throws IOException {
        entry("TRAILER!!!", 0, new byte[0]);
        out.close();
    }
}

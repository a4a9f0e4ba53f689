package dev.holdfast.libvirt;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A random UUID, version 4 (RFC 9562 §5.4), from where the system has its random numbers. {@link UUID#randomUUID} gives no
 * better one, and at its first use looks through the JVM's providers of cryptography, which takes longer than libvirt does
 * for a domain.
 */
final class NewUuid {

    private static final String SYSTEMS = "/dev/urandom";

    private NewUuid() {}

    static UUID random() {
        try (InputStream random = new FileInputStream(SYSTEMS)) {
            byte[] bytes = random.readNBytes(2 * Long.BYTES);
            return bytes.length == 2 * Long.BYTES ? of(bytes) : UUID.randomUUID();
        } catch (IOException e) {
            return UUID.randomUUID(); // A system that has it elsewhere.
        }
    }

    /** With the version and the variant in their places. */
    static UUID of(byte[] bytes) {
        ByteBuffer random = ByteBuffer.wrap(bytes);
        long high = random.getLong() & ~0xf000L | 0x4000L;
        long low = random.getLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }
}

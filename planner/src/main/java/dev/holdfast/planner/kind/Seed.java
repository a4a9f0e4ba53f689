package dev.holdfast.planner.kind;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * From what UUIDs and MAC addresses are derived that nobody gave, so that the same input is completed in the same way.
 *
 * @param text any text; the VM's name unless told otherwise
 */
public record Seed(String text) {

    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    /** The domain's UUID: a name-based one (RFC 9562, version 3). */
    public String uuid() {
        return of("uuid").toString();
    }

    /** The domain's generation, made in the same way. */
    public String genid() {
        return of("genid").toString();
    }

    /**
     * Any other UUID.
     *
     * @param what what it is for, unlike any other's
     */
    public String uuid(String what) {
        return of("uuid of " + what).toString();
    }

    /**
     * A network card's MAC address in the block of QEMU and KVM, {@code 52:54:00}.
     *
     * @param number the card's number among the domain's, from 0 on
     */
    public String mac(int number) {
        long bits = of("mac " + number).getLeastSignificantBits();
        return "52:54:00:" + MAC.formatHex(new byte[] {(byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    }

    private UUID of(String what) {
        return UUID.nameUUIDFromBytes((text + "\n" + what).getBytes(StandardCharsets.UTF_8));
    }
}

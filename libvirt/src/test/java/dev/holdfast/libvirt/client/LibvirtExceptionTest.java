package dev.holdfast.libvirt.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A {@code virError} as it lies in memory on every machine that has 64 or 32 bits: two numbers, then the message. */
class LibvirtExceptionTest {

    private static final int VIR_FROM_QEMU = 10;

    private static LibvirtException of(int code, Pointer message) {
        try (Memory error = new Memory(64)) {
            error.clear();
            error.setInt(0, code);
            error.setInt(4, VIR_FROM_QEMU);
            error.setPointer(8, message);
            return LibvirtException.of(error);
        }
    }

    @Test
    void saysWhatLibvirtSays() {
        String text = "Domain not found: no domain with matching name 'Küche'";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Memory message = new Memory(bytes.length + 1L)) {
            message.clear();
            message.write(0, bytes, 0, bytes.length);
            LibvirtException exception = of(LibvirtException.NO_DOMAIN, message);
            assertThat(exception).hasMessage(text);
            assertThat(exception.code()).isEqualTo(LibvirtException.NO_DOMAIN);
        }
    }

    @Test
    void anErrorMayHaveNoMessage() {
        assertThat(of(1, Pointer.NULL)).hasMessage(null);
    }

    @Test
    void aCallMayFailWithoutAnError() {
        assertThat(LibvirtException.of(null).code()).isZero();
    }
}

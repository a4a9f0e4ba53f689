package dev.holdfast.libvirt.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeCallbackTest {

    @Test
    void cCallsIt() {
        AtomicInteger calls = new AtomicInteger();
        NativeCallback callback = new NativeCallback(arguments -> calls.addAndGet(1 + arguments.length));
        NativeFunction once = new NativeFunction(NativeLibrary.getProcess().getFunction("pthread_once"));
        try (Memory control = new Memory(Integer.BYTES)) {
            control.clear();
            once.run(control, callback);
            once.run(control, callback);
        }
        assertThat(calls).hasValue(1);
    }
}

package dev.holdfast.libvirt.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On functions of C's own library, which is there where libvirt isn't. */
class NativeFunctionTest {

    private static NativeFunction c(String name) {
        return new NativeFunction(NativeLibrary.getProcess().getFunction(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vm", "Straße zur Küche", "虚拟机 \uD83D\uDDA5"})
    void stringsAreUtf8BothWays(String string) throws LibvirtException {
        assertThat(c("strdup").text(string)).isEqualTo(string);
    }

    @Test
    void aNumberThatIsNoErrorIsTheAnswer() throws LibvirtException {
        assertThat(c("abs").number(-7)).isEqualTo(7);
        assertThat(c("strlen").number("Küche")).isEqualTo(6);
    }

    @Test
    void aPointerGoesInAsItCameOut() throws LibvirtException {
        Pointer given = c("strdup").pointer("abc");
        assertThat(c("strdup").text(given)).isEqualTo("abc");
        assertThat(NativeFunction.read(c("strchr").pointer(given, (int) 'b'))).isEqualTo("bc");
        assertThat(NativeFunction.taken(given)).isEqualTo("abc");
    }
}

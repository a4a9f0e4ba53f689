package dev.holdfast.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlScalarTest {

    @Test
    void whatAYamlReaderWouldTakeForSomethingElseIsQuoted() {
        for (String value : List.of("", "1", "0x10", "1e3", "yes", "No", "null", "~", "true", " a", "a ", "a  b", "a: b", "a #b", "-", "- a", "1.5", ".inf")) {
            assertThat(YamlScalar.of(value)).as(value).startsWith("\"");
        }
        for (String value : List.of("virtio", "/a/b.img", "libvirt-qemu", "pc-q35-9.2", "nothing", "a b")) {
            assertThat(YamlScalar.of(value)).as(value).isEqualTo(value);
        }
    }

    @Test
    void isUtf8AndWhatCantBeReadIsEscaped() {
        assertThat(YamlScalar.of("ü\u0085\u2028\ufeff\u0007\u0091")).isEqualTo("\"ü\\u0085\\u2028\\ufeff\\u0007\\u0091\"");
        assertThat(YamlScalar.of("\ud83d\ude80").getBytes(StandardCharsets.UTF_8)).hasSize(6);
    }
}

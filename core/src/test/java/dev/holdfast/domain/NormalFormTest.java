package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalFormTest {

    @ParameterizedTest
    @CsvSource({
        "0x0a, 10",
        "0x01, 1",
        "0X1F, 0x1f",
        "007, 7",
        // A PCI slot as written and as libvirt prints it, and a drive's unit likewise.
        "010, 0x08",
        "010, 10",
        "52:54:00:AB:CD:EF, 52:54:00:ab:cd:ef",
        "D32F0FBE-31F0-4E0F-B0C5-6C1BC2A1F0E0, d32f0fbe-31f0-4e0f-b0c5-6c1bc2a1f0e0",
        "virtio, virtio",
    })
    void areTheSame(String one, String other) {
        assertThat(NormalForm.same(one, other)).isTrue();
        assertThat(NormalForm.same(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "0x10, 10",
        "010, 0x0a",
        "virtio, virtio-blk",
        "1, one",
        "1, 1.0",
        "-1, 1",
        // Names, paths and serial numbers have two cases; a guest tells them apart.
        "/img/Root.img, /img/root.img",
        "SERIAL-x, SERIAL-X",
    })
    void areNot(String one, String other) {
        assertThat(NormalForm.same(one, other)).isFalse();
        assertThat(NormalForm.same(other, one)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "52:54:00:AB:CD:EF, 52:54:00:ab:cd:ef", "0X1D6B, 0x1d6b", "/Img/Root.img, /Img/Root.img", "WD-1, WD-1", "010, 010"
    })
    void onlyWhatLibvirtTakesInEitherCaseHasOne(String value, String form) {
        assertThat(NormalForm.of(value)).isEqualTo(form);
    }

    @Test
    void nothingIsNoNumber() {
        assertThat(NormalForm.number("")).isEmpty();
        assertThat(NormalForm.number("0x")).isEmpty();
        assertThat(NormalForm.number("12a")).isEmpty();
        assertThat(NormalForm.number(" 12 ")).contains(BigInteger.valueOf(12));
        assertThat(NormalForm.number("0xffffffffffffffffff")).contains(new BigInteger("ffffffffffffffffff", 16));
    }

    @ParameterizedTest
    @CsvSource({
        "1, '', 1", "1, b, 1", "1, bytes, 1", "2, k, 2048", "2, KiB, 2048", "2, KB, 2000", "1, MiB, 1048576", "1, mb, 1000000",
        "1, G, 1073741824", "0x2, KiB, 2048", "1, eib, 1152921504606846976"
    })
    void sizesAreBytes(String number, String unit, String bytes) {
        assertThat(NormalForm.bytes(number, unit)).contains(new BigInteger(bytes));
    }

    @Test
    void anUnknownUnitIsNoSize() {
        assertThat(NormalForm.bytes("1", "KiBi")).isEmpty();
        assertThat(NormalForm.bytes("1", "parsec")).isEmpty();
        assertThat(NormalForm.bytes("x", "KiB")).isEmpty();
    }

    @Test
    void elementsOfOneSizeAreTheSameHoweverWritten() {
        Element two = Element.of("memory", "unit", "GiB").withText("2");
        assertThat(Sizes.isSize(two)).isTrue();
        assertThat(Sizes.same(two, Element.of("memory", "unit", "KiB").withText("2097152"))).isTrue();
        assertThat(Sizes.same(two, Element.of("memory").withText("2097152"))).isTrue();
        assertThat(Sizes.same(two, Element.of("memory", "unit", "GB").withText("2"))).isFalse();
        assertThat(Sizes.isSize(Element.of("memory").withText("2"))).isFalse();
        assertThat(Sizes.isSize(Element.of("page", "size", "2", "unit", "M"))).isFalse();
    }
}

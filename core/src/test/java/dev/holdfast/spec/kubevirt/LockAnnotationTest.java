package dev.holdfast.spec.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.problem.UnusableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockAnnotationTest {

    private static final String LOCK = "holdfast: 1\ndevices:\n- name: wörld\n";
    private static final String PACKED = LockAnnotation.pack(LOCK);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", LOCK, "𝕏\n"})
    void whatWasPackedUnpacksToItself(String text) {
        assertThat(LockAnnotation.unpack(LockAnnotation.pack(text))).isEqualTo(text);
    }

    @Test
    void aLargeLockIsSmallWhenPacked() {
        String large = LOCK.repeat(20_000);

        assertThat(LockAnnotation.unpack(LockAnnotation.pack(large))).isEqualTo(large);
        assertThat(LockAnnotation.pack(large)).hasSizeLessThan(large.length() / 50);
    }

    @Test
    void theSameTextPacksToTheSameOneLine() {
        assertThat(LockAnnotation.pack(LOCK)).isEqualTo(PACKED).matches("v1 sha256:[0-9a-f]{64} [A-Za-z0-9+/=]+");
    }

    @Test
    void lineBreaksOfAReformattedFileDoNoHarm() {
        String base64 = PACKED.substring(PACKED.lastIndexOf(' ') + 1);
        String folded = PACKED.replace(base64, base64.substring(0, 9) + "\n  " + base64.substring(9));

        assertThat(LockAnnotation.unpack(folded.replaceFirst(" ", "\n") + "\n")).isEqualTo(LOCK);
    }

    @Test
    void whatAnObjectCanHoldIsKnown() {
        assertThat(LockAnnotation.fits(PACKED)).isTrue();
        assertThat(LockAnnotation.fits("x".repeat(LockAnnotation.KUBERNETES_LIMIT))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void anEmptyOneIsToBeRemoved(String value) {
        refused(value, "is empty", "Remove it");
    }

    @Test
    void aNewerFormNeedsANewerHoldfast() {
        refused("v2 zstd:abc", "is of form v2, and this Holdfast reads v1", "Use the Holdfast that wrote it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v0 x", "v1 sha256:12 AA", "v1 sha512:00 AA", "hello", "{}", "v99999999999 a"})
    void anotherFormIsRefused(String value) {
        refused(value, "The annotation holdfast.dev/lock ", "Put back the value as Holdfast wrote it");
    }

    @Test
    void anotherDigestIsSomebodysEdit() {
        String other = LockAnnotation.pack(LOCK + "#");
        String mixed = other.substring(0, other.lastIndexOf(' ')) + PACKED.substring(PACKED.lastIndexOf(' '));

        refused(mixed, "edited by hand", "Put back the value");
    }

    @Test
    void whatIsNotBase64IsRefused() {
        refused(PACKED + "!", "is not Base64", "Put back the value");
    }

    @Test
    void everyCutIsRefused() {
        // Padding says nothing that the digest wouldn't.
        int end = PACKED.replace("=", "").length();
        for (int length = 1; length < end; length++) {
            String cut = PACKED.substring(0, length);
            assertThatThrownBy(() -> LockAnnotation.unpack(cut))
                    .as(cut)
                    .isInstanceOf(UnusableInputException.class);
        }
    }

    @Test
    void aSmallValueThatUnpacksToGigabytesIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        byte[] zeros = new byte[1024 * 1024];
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        String value = "v1 sha256:" + "0".repeat(64) + " " + Base64.getEncoder().encodeToString(bomb.toByteArray());

        refused(value, "unpacks to more than " + LockAnnotation.LOCK_LIMIT + " bytes", "Put back the value");
    }

    private static void refused(String value, String what, String remedy) {
        assertThatThrownBy(() -> LockAnnotation.unpack(value))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(remedy);
    }
}

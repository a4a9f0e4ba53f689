package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NewUuidTest {

    @Property
    void isOfVersionFourWhateverWasRandom(@ForAll @Size(16) byte[] random) {
        UUID uuid = NewUuid.of(random);
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void keepsWhatIsRandom() {
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(NewUuid.of(ones)).hasToString("ffffffff-ffff-4fff-bfff-ffffffffffff");
        assertThat(NewUuid.of(new byte[16])).hasToString("00000000-0000-4000-8000-000000000000");
    }

    @Test
    void isAnotherEachTime() {
        assertThat(NewUuid.random()).isNotEqualTo(NewUuid.random());
    }
}

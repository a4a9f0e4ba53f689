package dev.holdfast.spec.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "128Mi, 134217728",
        "1024M, 1024000000",
        "1.5Gi, 1610612736",
        "1e9, 1000000000",
        "2E, 2000000000000000000",
        "8388608, 8388608",
        "1500m, 1",
        "+3k, 3000"
    })
    void isAnAmountInWholeUnits(String text, long value) {
        assertThat(Quantity.of(text, RoundingMode.FLOOR)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "1GiB", "1 Gi", "-1", "0x10", "1e99", "16Ei", "99999999999999999999", "1.2.3", "Gi"})
    void anythingElseIsNone(String text) {
        assertThat(Quantity.of(text, RoundingMode.FLOOR)).isNull();
    }
}

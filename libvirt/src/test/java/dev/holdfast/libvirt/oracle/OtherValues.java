package dev.holdfast.libvirt.oracle;

import dev.holdfast.domain.NormalForm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Other values that may well be valid where one stands: of the same form, or seen at the same path elsewhere. */
final class OtherValues {

    private static final Map<String, String> OPPOSITES = Map.of("yes", "no", "no", "yes", "on", "off", "off", "on");

    private static final Pattern MAC_OR_UUID = Pattern.compile("\\p{XDigit}{2}(:\\p{XDigit}{2}){5}|[-\\p{XDigit}]{36}");

    private static final Pattern WWN = Pattern.compile("\\p{XDigit}{16}");

    private OtherValues() {}

    /** The likeliest first. */
    static List<String> of(String path, String value, Vocabulary vocabulary) {
        List<String> others = new ArrayList<>();
        String opposite = OPPOSITES.get(value);
        if (opposite != null) {
            return List.of(opposite);
        }
        if (MAC_OR_UUID.matcher(value).matches() || WWN.matcher(value).matches()) {
            return List.of(withLastDigitChanged(value));
        }
        boolean isNumber = NormalForm.number(value).isPresent();
        NormalForm.number(value).ifPresent(number -> numbers(value, number, others));
        vocabulary.othersThan(path, value).stream()
                .filter(other -> !others.contains(other))
                .limit(isNumber ? 6 : 40)
                .forEach(others::add);
        if (!isNumber) {
            others.add(value + "1");
        }
        return others;
    }

    private static String withLastDigitChanged(String value) {
        int last = value.length() - 1;
        char digit = value.charAt(last) == '8' ? '9' : '8';
        return value.substring(0, last) + digit;
    }

    private static void numbers(String written, BigInteger number, List<String> others) {
        for (BigInteger other : List.of(
                number.add(BigInteger.ONE), number.shiftLeft(1).max(BigInteger.TWO), number.add(BigInteger.valueOf(5)))) {
            boolean hexadecimal = written.startsWith("0x");
            others.add(hexadecimal ? "0x" + other.toString(16) : other.toString());
        }
    }
}

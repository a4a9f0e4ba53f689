package dev.holdfast.spec.kubevirt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes' way to write an amount: {@code 128Mi}, {@code 1.5G}, {@code 1e9}, {@code 500m}. */
final class Quantity {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?[0-9]{1,30}(?:\\.[0-9]{0,30})?)(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?[0-9]{1,2}))?");

    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("Ki", KIBI),
            Map.entry("Mi", KIBI.pow(2)),
            Map.entry("Gi", KIBI.pow(3)),
            Map.entry("Ti", KIBI.pow(4)),
            Map.entry("Pi", KIBI.pow(5)),
            Map.entry("Ei", KIBI.pow(6)),
            Map.entry("n", BigDecimal.ONE.scaleByPowerOfTen(-9)),
            Map.entry("u", BigDecimal.ONE.scaleByPowerOfTen(-6)),
            Map.entry("m", BigDecimal.ONE.scaleByPowerOfTen(-3)),
            Map.entry("k", BigDecimal.ONE.scaleByPowerOfTen(3)),
            Map.entry("M", BigDecimal.ONE.scaleByPowerOfTen(6)),
            Map.entry("G", BigDecimal.ONE.scaleByPowerOfTen(9)),
            Map.entry("T", BigDecimal.ONE.scaleByPowerOfTen(12)),
            Map.entry("P", BigDecimal.ONE.scaleByPowerOfTen(15)),
            Map.entry("E", BigDecimal.ONE.scaleByPowerOfTen(18)));

    private Quantity() {}

    /** The amount in whole units, such as bytes or CPUs; null where it isn't one that fits a long. */
    static @Nullable Long of(String text, RoundingMode rounding) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(form.group(1));
        if (form.group(2) != null) {
            number = number.multiply(UNITS.getOrDefault(form.group(2), BigDecimal.ONE));
        } else if (form.group(3) != null) {
            number = number.scaleByPowerOfTen(Integer.parseInt(form.group(3)));
        }
        BigDecimal whole = number.setScale(0, rounding);
        return whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 || whole.signum() < 0 ? null : whole.longValueExact();
    }
}

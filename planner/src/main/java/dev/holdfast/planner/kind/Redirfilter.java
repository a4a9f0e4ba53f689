package dev.holdfast.planner.kind;

import dev.holdfast.domain.NormalForm;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code <redirfilter>}. */
public final class Redirfilter implements Kind {

    private static final Shape SHAPE = Shape.of("redirfilter")
            .children(Shape.of("usbdev")
                    .attr("class", hex(2))
                    .attr("vendor", hex(4))
                    .attr("product", hex(4))
                    .attr("version", Redirfilter::version)
                    .attr("allow", Forms.YES_NO)
                    .requires("@allow"));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.REDIRFILTER);
        if (all.size() > 1) {
            throw all.get(1).rejected("a second <redirfilter>", "Put all rules into one");
        }
    }

    /** In upper case with so many digits; -1 stands for any. */
    private static Form hex(int digits) {
        return (written, spot) -> {
            if (written.strip().equals("-1")) {
                return null;
            }
            BigInteger number = NormalForm.numberAsC(written).orElse(null);
            if (number == null || number.signum() < 0 || number.bitLength() > 4 * digits) {
                throw spot.rejected(written, "a number of " + digits + " hexadecimal digits is expected");
            }
            String text = number.toString(16).toUpperCase(Locale.ROOT);
            return "0x" + "0".repeat(digits - text.length()) + text;
        };
    }

    /** {@code 1.1} is 1.10. */
    private static @Nullable String version(String written, Spot spot) {
        if (written.equals("-1")) {
            return null;
        }
        int dot = written.indexOf('.');
        int major = dot < 0 ? -1 : number(written, 0, dot);
        int minor = dot < 0 ? -1 : number(written, dot + 1, written.length());
        if (major < 0 || minor < 0) {
            throw spot.rejected(written, "a version such as 2.0 is expected");
        }
        int full = written.length() - dot == 2 ? 10 * minor : minor;
        return major + "." + (full < 10 ? "0" : "") + full;
    }

    private static int number(String text, int from, int to) {
        int value = from == to ? -1 : 0;
        for (int i = from; i < to && value >= 0; i++) {
            int digit = text.charAt(i) - '0';
            value = digit < 0 || digit > 9 || value > 9 ? -1 : 10 * value + digit;
        }
        return value;
    }
}

package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Complaint;
import dev.holdfast.spec.text.Yaml;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A short name for a number of bytes, {@code 2 GiB}: an element's text and its {@code unit}. Without a unit it means
 * what libvirt means by that, KiB for memory.
 */
record Size(String key, Path path) implements ShortName {

    private static final String UNITS = "b|bytes|[KMGTPE]B|[kKMGTPE]|[KMGTPE]iB";
    private static final Pattern FORM = Pattern.compile("([0-9]+)(?: *(" + UNITS + "))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}");
    private static final Pattern UNIT = Pattern.compile(UNITS);
    private static final BigInteger STEP = BigInteger.valueOf(1024);

    Size(String key, String path) {
        this(key, Path.of(path));
    }

    private Path unit() {
        return new Path(path.steps(), "unit");
    }

    @Override
    public @Nullable Complaint put(Draft draft, String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return new Complaint(value + " is not a size", "Write a whole number and a unit, such as 512 MiB");
        }
        Complaint complaint = ShortName.put(draft, path, key, form.group(1));
        return complaint != null || form.group(2) == null
                ? complaint
                : ShortName.put(draft, unit(), key, form.group(2));
    }

    @Override
    public Yaml.@Nullable Scalar take(Draft draft) {
        String number = draft.get(path);
        String unit = draft.get(unit());
        if (number == null
                || !NUMBER.matcher(number).matches()
                || unit != null && !UNIT.matcher(unit).matches()) {
            return null;
        }
        own(draft);
        return Yaml.text(unit == null ? number : unit.equals("KiB") ? round(number) : number + " " + unit);
    }

    /** KiB is what libvirt converts to; a person writes the largest unit that leaves no rest. */
    private static String round(String kib) {
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        BigInteger number = new BigInteger(kib);
        int unit = 0;
        while (unit < units.length - 1
                && number.signum() > 0
                && number.mod(STEP).signum() == 0) {
            number = number.divide(STEP);
            unit++;
        }
        return (unit == 0 ? kib : number.toString()) + " " + units[unit];
    }

    /** libvirt says which unit it took a bare number for. */
    @Override
    public @Nullable String resolved(String written, Draft complete) {
        String unit = complete.get(unit());
        return unit != null && UNIT.matcher(unit).matches() && written.equals(complete.get(path))
                ? written + " " + unit
                : null;
    }

    @Override
    public void own(Draft draft) {
        draft.take(path);
        draft.take(unit());
    }

    @Override
    public String pattern() {
        return "^" + FORM.pattern() + "$";
    }
}

package dev.holdfast.spec.text;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes strings so that every YAML parser reads that string. Whole numbers stay bare although a parser makes a number
 * of them, since nothing is lost; what YAML 1.1 takes for something else, {@code on} or {@code 52:54:00:12:34:56}, is
 * quoted.
 */
public final class Quoting {

    /** Numbers, dates and times of YAML 1.1 or 1.2, generously. */
    private static final Pattern MISREAD = Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+"
            + "|[0-9][0-9_,]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|\\.[0-9_]+([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF)"
            + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?)|\\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

    /** Words that are null, a truth value or syntax to YAML 1.1 or 1.2. */
    private static final Set<String> WORDS = Set.of(
            "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE",
            "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF", "=", "<<");

    /** Characters below 128 that have no meaning within a scalar, but where it begins or at a {@code ": "}. */
    private static final boolean[] PLAIN = new boolean[128];

    /** The same, within braces. */
    private static final boolean[] FLOW_PLAIN = new boolean[128];

    static {
        for (int c = ' '; c <= '~'; c++) {
            PLAIN[c] = c != '#' && c != ':';
            FLOW_PLAIN[c] = PLAIN[c] && ",[]{}".indexOf(c) < 0;
        }
    }

    private Quoting() {}

    /** A string as a scalar on one line. */
    public static void write(String value, boolean flow, StringBuilder out) {
        if (isBare(value, flow)) {
            out.append(value);
        } else {
            quote(value, out);
        }
    }

    /** True for a whole number that comes back as it was from a parser that holds it as a double. */
    public static boolean isNumber(String value) {
        int start = value.startsWith("-") ? 1 : 0;
        int digits = value.length() - start;
        if (digits == 0 || digits > 15 || value.charAt(start) == '0' && (digits > 1 || start > 0)) {
            return false;
        }
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String value) {
        int length = value.length();
        if (length < 3 || length > 14 || value.charAt(0) != '0' || value.charAt(1) != 'x') {
            return false;
        }
        for (int i = 2; i < length; i++) {
            if (Character.digit(value.charAt(i), 16) < 0 || value.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBare(String value, boolean flow) {
        int length = value.length();
        if (length == 0) {
            return false;
        }
        char first = value.charAt(0);
        char last = value.charAt(length - 1);
        if (first == ' ' || last == ' ' || last == ':') {
            return false;
        }
        if ("-?:,[]{}#&*!|>'\"%@`".indexOf(first) >= 0) {
            return first == '-' && isNumber(value);
        }
        boolean[] plain = flow ? FLOW_PLAIN : PLAIN;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            boolean free = c < 128 ? plain[c] : Character.isLetterOrDigit(c);
            if (!free
                    && !(c == ':' && !flow && value.charAt(i + 1) != ' ')
                    && !(c == '#' && value.charAt(i - 1) != ' ')) {
                return false;
            }
        }
        if (first >= '0' && first <= '9' || first == '+' || first == '.') {
            return isNumber(value) || isHex(value) || !MISREAD.matcher(value).matches();
        }
        return length > 5 || !WORDS.contains(value);
    }

    /** A string in double quotes, as YAML and JSON both read it. */
    public static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c >= 0x7f && c <= 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c > 0xfffd) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

package dev.holdfast.spec.yaml;

import java.util.regex.Pattern;

/**
 * Writes strings so that every YAML parser reads that string. Whole numbers stay bare although a parser makes a number
 * of them, since nothing is lost; what YAML 1.1 takes for something else, {@code on} or {@code 52:54:00:12:34:56}, is
 * quoted.
 */
final class Quoting {

    /** Numbers that come back as they were; the length keeps them within what a double holds. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})|0x[0-9a-fA-F]{1,12}");

    /** Numbers, dates and times of YAML 1.1 or 1.2, generously. */
    private static final Pattern MISREAD = Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+"
            + "|[0-9][0-9_,]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|\\.[0-9_]+([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF)"
            + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?)|\\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

    /** Words that are null, a truth value or syntax to YAML 1.1 or 1.2. */
    private static final Pattern WORD = Pattern.compile(
            "~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|=|<<");

    private Quoting() {}

    /** A string as a scalar on one line. */
    static void write(String value, boolean flow, StringBuilder out) {
        if (isBare(value, flow)) {
            out.append(value);
        } else {
            quote(value, out);
        }
    }

    /** True for a whole number that JSON has as a number. */
    static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches() && !value.startsWith("0x") && !value.equals("-0");
    }

    private static boolean isBare(String value, boolean flow) {
        int length = value.length();
        if (length == 0 || value.charAt(0) == ' ' || value.charAt(length - 1) == ' ' || value.charAt(length - 1) == ':') {
            return false;
        }
        if ("-?:,[]{}#&*!|>'\"%@`".indexOf(value.charAt(0)) >= 0 && !NUMBER.matcher(value).matches()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' '
                    || c == ':' && (value.charAt(i + 1) == ' ' || flow)
                    || c == '#' && value.charAt(i - 1) == ' '
                    || flow && ",[]{}".indexOf(c) >= 0
                    || c > '~' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return switch (value.charAt(0)) {
            case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> NUMBER.matcher(value).matches()
                    || !MISREAD.matcher(value).matches();
            case '~', 'n', 'N', 'y', 'Y', 't', 'T', 'f', 'F', 'o', 'O', '=', '<' -> length > 5
                    || !WORD.matcher(value).matches();
            default -> true;
        };
    }

    /** A string in double quotes, as YAML and JSON both read it. */
    static void quote(String value, StringBuilder out) {
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

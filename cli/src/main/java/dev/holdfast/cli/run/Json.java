package dev.holdfast.cli.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that is being put together; its keys keep their order. */
public final class Json {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private Json() {}

    /** An empty one. */
    public static Json object() {
        return new Json();
    }

    /** With one more field: a string, number, boolean, object, list of such, or null. */
    public Json put(String key, @Nullable Object value) {
        fields.put(key, value);
        return this;
    }

    /** As text, indented, with a line break at the end. */
    public String print() {
        StringBuilder out = new StringBuilder();
        write(this, "", out);
        return out.append('\n').toString();
    }

    private static void write(@Nullable Object value, String indent, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Json object -> {
                String separator = "{\n";
                for (Map.Entry<String, @Nullable Object> field : object.fields.entrySet()) {
                    out.append(separator).append(indent).append("  ");
                    quote(field.getKey(), out);
                    out.append(": ");
                    write(field.getValue(), indent + "  ", out);
                    separator = ",\n";
                }
                out.append(object.fields.isEmpty() ? "{}" : "\n" + indent + "}");
            }
            case List<?> list -> {
                String separator = "[\n";
                for (Object item : list) {
                    out.append(separator).append(indent).append("  ");
                    write(item, indent + "  ", out);
                    separator = ",\n";
                }
                out.append(list.isEmpty() ? "[]" : "\n" + indent + "]");
            }
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
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

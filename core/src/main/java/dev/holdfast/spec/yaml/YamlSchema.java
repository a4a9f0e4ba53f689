package dev.holdfast.spec.yaml;

import dev.holdfast.spec.text.Printer;
import dev.holdfast.spec.text.Quoting;
import dev.holdfast.spec.text.Yaml;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The format as a JSON Schema, draft 2020-12, for editors. It is made from the table that reads and writes. */
public final class YamlSchema {

    private final Map<Form, String> names = new IdentityHashMap<>();
    private final Map<String, Yaml> definitions = new LinkedHashMap<>();

    private YamlSchema() {}

    /** The schema's text. */
    public static String json() {
        YamlSchema schema = new YamlSchema();
        schema.definitions.put("value", object("type", types("string", "number", "boolean", "null")));
        schema.definitions.put("element", object("type", types("object", "array", "string", "number", "boolean", "null")));
        schema.names.put(Form.GENERIC, "element");
        String root = schema.define("domain", Vocabulary.DOMAIN);
        StringBuilder out = new StringBuilder(65536);
        out.append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
        out.append("  \"title\": \"A VM in plain YAML, as Holdfast reads it\",\n");
        out.append("  \"$ref\": \"#/$defs/").append(root).append("\",\n  \"$defs\": {");
        String separator = "\n";
        for (Map.Entry<String, Yaml> definition : schema.definitions.entrySet()) {
            out.append(separator).append("    \"").append(definition.getKey()).append("\": ");
            write(definition.getValue(), 4, out);
            separator = ",\n";
        }
        return out.append("\n  }\n}\n").toString();
    }

    /** A line for each property, so that a change of the table is a line of a diff. */
    private static void write(Yaml definition, int column, StringBuilder out) {
        if (!(definition instanceof Yaml.Mapping mapping) || mapping.entry("properties") == null && column == 4) {
            Printer.JSON.flow(definition, out);
            return;
        }
        String separator = "{";
        for (Yaml.Entry entry : mapping.entries()) {
            out.append(separator);
            Printer.JSON.newLine(column + 2, out);
            Quoting.quote(entry.key().value(), out);
            out.append(": ");
            if (entry.key().value().equals("properties") && column == 4) {
                write(entry.value(), column + 2, out);
            } else {
                Printer.JSON.flow(entry.value(), out);
            }
            separator = ",";
        }
        Printer.JSON.newLine(column, out);
        out.append('}');
    }

    private String define(String path, Form form) {
        String known = names.get(form);
        if (known != null) {
            return known;
        }
        String name = definitions.containsKey(form.what) ? path : form.what;
        names.put(form, name);
        definitions.put(name, Yaml.word("true"));
        List<Yaml.Entry> properties = new ArrayList<>();
        for (String key : form.keys()) {
            properties.add(Yaml.entry(key, anyOf(meanings(name, form, key))));
        }
        properties.add(Yaml.entry("text", reference("value")));
        properties.add(Yaml.entry("xml", reference("value")));
        List<Yaml.Entry> schema = new ArrayList<>();
        schema.add(Yaml.entry("type", types("object", "null")));
        schema.add(Yaml.entry("properties", Yaml.mapping(properties)));
        if (form.closed) {
            schema.add(Yaml.entry("patternProperties", object("^<.+>$", reference("element"), "^@.+$", reference("value"))));
            schema.add(Yaml.entry("additionalProperties", Yaml.word("false")));
        }
        definitions.put(name, Yaml.mapping(schema));
        return name;
    }

    /** Everything that a key can mean, by what stands under it. */
    private List<Yaml> meanings(String parent, Form form, String key) {
        List<Yaml> meanings = new ArrayList<>();
        ShortName name = form.shorts.get(key);
        if (name != null) {
            meanings.add(value(name));
        } else if (form.attributes.contains(key)) {
            meanings.add(reference("value"));
        }
        String child = form.childName(key);
        if (form.lists.containsKey(key) || form.isChild(key) && form.children.containsKey(key)) {
            Yaml inner = reference(define(parent + "-" + child, form.form(child)));
            meanings.add(inner);
            meanings.add(object("type", Yaml.text("array"), "items", inner));
        }
        return meanings;
    }

    private static Yaml value(ShortName name) {
        if (name instanceof Flag) {
            return object("type", types("boolean", "null"));
        }
        String pattern = name.pattern();
        return pattern == null
                ? reference("value")
                : object("type", types("string", "number", "null"), "pattern", Yaml.text(pattern));
    }

    private static Yaml anyOf(List<Yaml> meanings) {
        return meanings.size() == 1 ? meanings.get(0) : object("anyOf", Yaml.sequence(meanings));
    }

    private static Yaml reference(String name) {
        return object("$ref", Yaml.text("#/$defs/" + name));
    }

    private static Yaml types(String... names) {
        List<Yaml> types = new ArrayList<>();
        for (String name : names) {
            types.add(Yaml.text(name));
        }
        return Yaml.sequence(types);
    }

    private static Yaml object(Object... keysAndValues) {
        List<Yaml.Entry> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.add(Yaml.entry((String) keysAndValues[i], (Yaml) keysAndValues[i + 1]));
        }
        return Yaml.mapping(entries);
    }
}

package dev.holdfast.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints what a lab test measured and keeps it as a page; the docs' copy is made from it with a switch. */
public final class Report {

    private static final String SWITCH = "holdfast.regenerate";

    private Report() {}

    /** Prints a table with what stands behind some of its columns. */
    public static void print(String name, String title, String table, Map<String, List<String>> reasons) {
        StringBuilder page = new StringBuilder("## " + title + "\n\n" + table);
        reasons.forEach((column, list) -> {
            if (!list.isEmpty()) {
                page.append("\n").append(Character.toUpperCase(column.charAt(0))).append(column.substring(1)).append(":\n\n");
                list.forEach(reason -> page.append("- ").append(reason).append('\n'));
            }
        });
        System.out.println(page);
        try {
            Path folder = Boolean.getBoolean(SWITCH) ? Path.of("../docs/measured") : Path.of("target/measured");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".md"), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

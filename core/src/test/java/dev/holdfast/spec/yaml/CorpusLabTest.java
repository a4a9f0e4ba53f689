package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.spec.Reflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Domains that others wrote, there and back. */
@Tag("lab")
class CorpusLabTest {

    private static Path corpus() {
        String said = System.getenv("HOLDFAST_CORPUS");
        return Path.of("..").resolve(said == null ? "../shared/corpus" : said);
    }

    private static List<Path> files() throws IOException {
        assumeThat(corpus()).isDirectory();
        try (Stream<Path> files = Files.walk(corpus())) {
            return files.filter(f -> f.toString().endsWith(".xml")).sorted().toList();
        }
    }

    /** Devices that are ruled out are not written, so that they are left out of the comparison. */
    private static Element listed(Element domain) {
        Element devices = domain.child("devices");
        if (devices == null) {
            return domain;
        }
        Draft draft = Draft.of(devices);
        Absence.omit(draft);
        Element left = draft.element();
        return domain.mapChild("devices", old -> left);
    }

    @Test
    void printedAndReadBackIsTheSame() throws IOException {
        List<String> different = new ArrayList<>();
        int count = 0;
        for (Path file : files()) {
            Element domain = XmlSource.parse(Files.readString(file), file.toString());
            if (!domain.name().equals("domain")) {
                continue;
            }
            count++;
            String yaml = new YamlLens().print(domain);
            String json = new YamlLens().toJson(domain);
            try {
                Element back = new YamlLens().read("x.yaml", yaml).domain();
                Element fromJson = new YamlLens().read("x.json", json).domain();
                if (!Canonical.of(back).equals(Canonical.of(listed(domain)))) {
                    different.add(file + "\n" + yaml + Canonical.of(listed(domain)) + Canonical.of(back));
                }
                if (!fromJson.equals(back)) {
                    different.add(file + " as JSON\n" + json + fromJson);
                }
            } catch (RuntimeException e) {
                different.add(file + "\n" + e + "\n" + yaml);
            }
        }
        assertThat(count).isGreaterThan(500);
        assertThat(different).as("%d of %d", different.size(), count).isEmpty();
    }

    @Test
    void reflectingIntoNothingHoldsEverything() throws IOException {
        List<String> different = new ArrayList<>();
        for (Path file : files()) {
            Element domain = XmlSource.parse(Files.readString(file), file.toString());
            if (!domain.name().equals("domain")) {
                continue;
            }
            YamlLens lens = new YamlLens();
            for (String start : List.of("", "# mine\ndevices:\n", "{\n  \"devices\": {}\n}\n")) {
                String text = lens.read("-", start).reflect(new Reflection(domain, Map.of()));
                String wanted = lens.print(domain);
                Element back = lens.read("-", text).domain();
                Element plain = lens.read("-", wanted).domain();
                if (!wanted.contains(": null") && !Canonical.of(back).equals(Canonical.of(plain))) {
                    different.add(file + "\n" + text);
                }
            }
        }
        assertThat(different).isEmpty();
    }
}

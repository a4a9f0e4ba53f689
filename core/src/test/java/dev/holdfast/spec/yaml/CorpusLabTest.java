package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.Reflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    private static String difference(Element wanted, Element found) {
        List<String> missing = new ArrayList<>(Canonical.of(wanted).toString().lines().toList());
        List<String> extra = new ArrayList<>(Canonical.of(found).toString().lines().toList());
        List<String> both = new ArrayList<>(missing);
        extra.forEach(missing::remove);
        both.forEach(extra::remove);
        return "\n- " + String.join("\n- ", missing) + "\n+ " + String.join("\n+ ", extra) + "\n";
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
                if (!Canonical.of(back).equals(Canonical.of(Canonical.listed(domain)))) {
                    different.add(file + difference(Canonical.listed(domain), back));
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

    @Test
    void reflectingIntoAnyPartHoldsEverything() throws IOException {
        YamlLens lens = new YamlLens();
        List<String> different = new ArrayList<>();
        int count = 0;
        for (Path file : files()) {
            Element read = XmlSource.parse(Files.readString(file), file.toString());
            if (!read.name().equals("domain") || lens.print(read).contains(": null")) {
                continue;
            }
            Element domain = Canonical.listed(read);
            for (int seed = 0; seed < 10; seed++) {
                count++;
                String text = Pruned.text(domain, new Random(seed));
                try {
                    String reflected = Pruned.reflect(lens.read("-", text), domain);
                    Lens.Source again = lens.read("-", reflected);
                    if (!Canonical.of(again.domain()).equals(Canonical.of(domain))) {
                        different.add(file + " seed " + seed + difference(domain, again.domain()));
                    } else if (!Pruned.reflect(again, domain).equals(reflected)) {
                        different.add(file + " once more, seed " + seed + "\n" + text + "\n---\n" + reflected + "\n---\n" + Pruned.reflect(again, domain));
                    }
                } catch (UnusableInputException e) {
                    if (!e.getMessage().contains("doesn't tell the image's format")) {
                        different.add(file + "\n" + e + "\n" + text);
                    }
                }
            }
        }
        assertThat(different).as("%d of %d", different.size(), count).isEmpty();
    }
}

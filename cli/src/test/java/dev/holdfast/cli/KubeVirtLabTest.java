package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.cli.Command.Ran;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Report;
import dev.holdfast.libvirt.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KubeVirt's own example manifests, there and back: on the planner and on each libvirt of the lab. */
@Tag("lab")
class KubeVirtLabTest {

    private static final String BACK = "there and back, and nothing added the second time";
    private static final String NO_TPM = "refused: the lab's hosts have no TPM emulator";
    private static final String OTHER = "otherwise";
    private static final String PLANNER = "planner";

    @TempDir
    Path folder;

    private static Map<String, String> manifests() throws IOException {
        String said = System.getenv("HOLDFAST_CORPUS");
        Path corpus = Path.of("../..").resolve(said == null ? "shared/corpus" : said).resolve("kubevirt");
        assumeThat(corpus).isDirectory();
        Map<String, String> manifests = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(corpus)) {
            for (Path file : files.filter(one -> one.getFileName().toString().matches("vmi?-.*\\.yaml")).sorted().toList()) {
                manifests.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(manifests).isNotEmpty();
        return manifests;
    }

    @Test
    void everyManifestGoesThereAndBackWithoutLoss() throws IOException {
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put(PLANNER, "");
        Lab.hosts().forEach(host -> hosts.put(host.name(), host.uri()));
        Table table = new Table();
        for (Map.Entry<String, String> host : hosts.entrySet()) {
            for (Map.Entry<String, String> manifest : manifests().entrySet()) {
                String whole = manifest.getValue();
                String fields = whole.replaceFirst("(?m)^metadata:\n", "metadata:\n  annotations: {holdfast.dev/pin: native}\n");
                count(table, host.getKey() + ", whole", outcome(host.getValue(), host.getKey() + "/whole-" + manifest.getKey(), whole));
                count(table, host.getKey() + ", native", outcome(host.getValue(), host.getKey() + "/native-" + manifest.getKey(), fields));
            }
        }
        Report.print(
                "kubevirt", "KubeVirt's example manifests, completed", table.markdown("on, kept as", List.of(BACK, NO_TPM, OTHER)), Map.of(OTHER, table.reasons(OTHER)));
        assertThat(table.reasons(OTHER)).isEmpty();
        for (String row : table.rows()) {
            assertThat(table.cell(row, BACK) + table.cell(row, NO_TPM)).as(row).isEqualTo(manifests().size());
            assertThat(table.cell(row, NO_TPM)).as(row).isLessThan(2);
        }
    }

    private static void count(Table table, String row, String outcome) {
        if (outcome.equals(BACK) || outcome.equals(NO_TPM)) {
            table.count(row, outcome);
        } else {
            table.count(row, OTHER, outcome);
        }
    }

    private String outcome(String uri, String name, String text) {
        Command command = new Command(folder);
        command.on(uri);
        if (uri.isEmpty()) {
            command.environment.remove("HOLDFAST_ON");
        }
        command.with(name, text);
        Ran ran = command.run("complete", "--write", name);
        if (ran.exit() != 0) {
            return ran.err().contains("TPM") || ran.err().contains("swtpm") ? NO_TPM : ran.err();
        }
        String once = command.text(name);
        assertThat(withoutAdded(text, once)).as(name).isEqualTo(text.lines().toList());
        Ran again = command.run("complete", "--write", "-v", name);
        assertThat(command.text(name)).as(name).isEqualTo(once);
        return again.exit() == 0 && again.err().contains("nothing to add") ? BACK : again.err();
    }

    /** The lines of what came back that stood in what was given, in their order. */
    private static List<String> withoutAdded(String given, String back) {
        List<String> open = new ArrayList<>(given.lines().toList());
        List<String> kept = new ArrayList<>();
        for (String line : back.lines().toList()) {
            if (!open.isEmpty() && (open.getFirst().equals(line) || opened(open.getFirst(), line))) {
                kept.add(open.removeFirst());
            }
        }
        return kept;
    }

    /** {@code disk: {}} became {@code disk:} with lines below it. */
    private static boolean opened(String given, String line) {
        return given.endsWith(": {}") && line.equals(given.substring(0, given.length() - " {}".length()));
    }
}

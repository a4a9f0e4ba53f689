package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/check.md are the ones that findings are made by. */
class EffectsDocumentedTest {

    @Test
    void everyRowStandsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/check.md"));
        List<EffectTable> tables = new ArrayList<>(List.of(DomainEffects.table(), Effects.table(), HeldByLibvirt.table()));
        tables.addAll(Presence.tables());
        for (EffectTable table : tables) {
            assertThat(page).as("docs/check.md").contains(markdown(table));
        }
    }

    private static String markdown(EffectTable table) {
        return table.rows().stream()
                .map(row -> "| `" + row.path() + "` | " + row.consequence().severity() + " | "
                        + row.consequence().notice() + " | " + row.consequence().reason() + " |\n")
                .collect(Collectors.joining());
    }

    @Test
    void noPathHasTwoRows() {
        for (EffectTable table : List.of(DomainEffects.table(), Effects.table(), HeldByLibvirt.table())) {
            assertThat(table.rows().stream().map(EffectTable.Row::path)).doesNotHaveDuplicates();
        }
    }
}

package dev.holdfast.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema that editors get, which comes from the reader's own table. */
class SchemaTest {

    private static final Path GOLDEN = Path.of("..", "docs", "holdfast.schema.json");

    @Test
    void theSchemaInTheDocsIsTheTables() throws IOException {
        String schema = YamlSchema.json();
        if (Boolean.getBoolean("holdfast.regenerate")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, schema);
        }
        assertThat(GOLDEN)
                .as("run with -Dholdfast.regenerate=true to write it anew")
                .content()
                .isEqualTo(schema);
    }

    @Test
    void everyShortNameIsInIt() {
        assertThat(YamlSchema.json())
                .contains("\"image\":", "\"network\":", "\"memories\":", "\"$ref\": \"#/$defs/disk\"")
                .doesNotContain("\"size_of_disk\"");
    }
}

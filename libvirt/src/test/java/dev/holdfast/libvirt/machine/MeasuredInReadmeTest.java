package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README shows the table that the lab test made, and no other. */
class MeasuredInReadmeTest {

    @Test
    void theReadmesTableIsTheMeasuredOne() throws IOException {
        List<String> measured = table("../docs/measured/machine.md");
        assertThat(measured).hasSizeGreaterThan(2);
        assertThat(table("../README.md")).isEqualTo(measured);
    }

    /** The table of the changes: what begins at its head, up to the first line that is none of its. */
    private static List<String> table(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .dropWhile(line -> !line.startsWith("| change between two starts |"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}

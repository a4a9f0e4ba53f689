package dev.holdfast.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.run.Talk.Loudness;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final int FILES = 5_000;

    private final AtomicInteger begun = new AtomicInteger();
    private int mostHeld;
    private int said;

    /** Where results go; sees how many there are by then that haven't been said. */
    private final OutputStream reader = new OutputStream() {
        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("results are written whole");
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            mostHeld = Math.max(mostHeld, begun.get() - said);
            said++;
        }
    };

    @Test
    void holdsFewResultsHoweverManyFilesThereAre() {
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(),
                reader,
                new ByteArrayOutputStream(),
                false,
                false,
                Map.of(),
                Path.of(""),
                uri -> {
                    throw new UnsupportedOperationException(uri);
                });
        List<Input> inputs = IntStream.range(0, FILES)
                .mapToObj(i -> Input.one(Path.of("vm" + i + ".yaml"), surroundings))
                .toList();
        int exit = Batch.waiting(surroundings, new Talk(surroundings, Loudness.QUIET, Paint.When.NEVER))
                .run(inputs, input -> {
                    begun.incrementAndGet();
                    return new Result(Verdict.DONE, input.label() + "\n", "", List.of());
                });
        assertThat(exit).isZero();
        assertThat(said).isEqualTo(FILES);
        assertThat(mostHeld).isBetween(2, 300);
    }
}

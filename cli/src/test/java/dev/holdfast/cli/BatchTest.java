package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Command.Ran;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final int FILES = 60;

    @TempDir
    Path folder;

    private Command command;
    private final List<String> args = new ArrayList<>(List.of("complete"));

    @BeforeEach
    void setUp() {
        command = new Command(folder);
        for (int i = 0; i < FILES; i++) {
            command.with("vm" + i + ".yaml", Command.DISK.replace("name: web", "name: vm" + i));
            args.add("vm" + i + ".yaml");
        }
    }

    private Ran run() {
        return command.run(args.toArray(String[]::new));
    }

    @Test
    void keepsTheFilesOrderOnOneConnection() {
        Ran ran = run();
        assertThat(ran.exit()).isZero();
        List<String> names = ran.out().lines().filter(line -> line.startsWith("name: ")).toList();
        assertThat(names).hasSize(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(names.get(i)).isEqualTo("name: vm" + i);
        }
        assertThat(command.host.connections).hasValue(1);
        assertThat(ran.err()).isEqualTo("60 done\n");
    }

    @Test
    void putsEachResultIntoAFolder() {
        args.addAll(List.of("--output-dir", "out/deep"));
        Ran ran = run();
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(command.text("out/deep/vm7.yaml")).contains("name: vm7", "address:");
        args.addAll(List.of("--format", "xml"));
        assertThat(run().exit()).isZero();
        assertThat(command.text("out/deep/vm7.xml")).startsWith("<domain");
    }

    @Test
    void oneThatFailsDoesNotStopTheRest() {
        command.with("vm3.yaml", "devices: [");
        command.with("vm4.yaml", "name: crash\n");
        Path lock = folder.resolve("vm5.lock.yaml");
        command.run("lock", "vm5.yaml");
        assertThat(lock).exists();
        command.with("vm5.yaml", command.text("vm5.yaml") + "    address: 0000:00:0a.0\n");
        Ran ran = run();
        assertThat(ran.exit()).isEqualTo(70);
        assertThat(ran.out().lines().filter(line -> line.startsWith("name: "))).hasSize(FILES - 3);
        assertThat(ran.err())
                .contains("vm3.yaml:1:", "vm4.yaml: a bug in Holdfast: java.lang.IllegalStateException: a toy breaks\n")
                .doesNotContain("\tat ")
                .endsWith("57 done, 1 refused, 1 failed, 1 stopped by a bug\n");
    }

    @Test
    void theWorstExitStatusCounts() {
        command.with("vm3.yaml", "devices: [");
        assertThat(run().exit()).isEqualTo(2);
    }

    @Test
    void saysOnceThatThereIsNoConnection() {
        args.addAll(List.of("--on", "nowhere:///"));
        Ran ran = run();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("No connection to nowhere:///\n  Look whether it runs\n60 without connection\n");
        command.host.gone = true;
        args.set(args.size() - 1, "toy:///");
        assertThat(run().err())
                .isEqualTo("The connection to toy:/// was lost\n  Look whether it runs\n60 without connection\n");
    }

    @Test
    void aTerminalSeesHowFarItIs() {
        Ran ran = command.onTerminal().run(args.toArray(String[]::new));
        assertThat(ran.err()).endsWith("60 done\n").doesNotContain("devices and");
    }

    @Test
    void endsInSilenceWhereTheReaderHasGone() {
        command.into(failing("Broken pipe"));
        assertThat(run()).isEqualTo(new Ran(141, "", ""));
    }

    @Test
    void saysWhereThereIsNoRoomForTheOutput() {
        command.into(failing("No space left on device"));
        Ran ran = run();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("Standard output can't be written: No space left on device\n");
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void leavesNoTraceOfWritingButTheResults() throws IOException {
        args.add("--write");
        assertThat(run().exit()).isZero();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2 * FILES)
                    .allMatch(name -> name.matches("vm\\d+(\\.lock)?\\.yaml"));
        }
    }
}

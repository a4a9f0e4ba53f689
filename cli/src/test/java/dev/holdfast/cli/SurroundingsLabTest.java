package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.libvirt.Lab;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command among what it lives with: a real zsh, and another user, who may not do all that root may. */
@Tag("lab")
class SurroundingsLabTest {

    /** Types a line's beginning and a tab into an interactive zsh, and prints what stands in the line then. */
    private static final String TYPING = """
            zmodload zsh/zpty
            zpty -b typed zsh -f -i
            zpty -w typed "PS1=; unsetopt zle_bracketed_paste; source $1"
            zpty -w typed 'show() { print -r -- "line<$BUFFER>"; exit }; zle -N show; bindkey "^X" show; print -r rea""dy'
            zpty -r -m typed said '*ready*'
            zpty -w -n typed "$2"$'\\t\\x18'
            zpty -r -m typed said '*line<*>*'
            print -r -- "$said"
            """;

    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void setUp() throws IOException {
        command = new Command(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @ParameterizedTest
    @CsvSource({
        "holdfast ado, holdfast adopt",
        "holdfast complete --output, holdfast complete --output-dir",
        "holdfast complete --format x, holdfast complete --format xml"
    })
    void completesInARealZsh(String typed, String completed) throws Exception {
        command.with("completion", command.run("completion", "zsh").out()).with("typing", TYPING);
        String said = run(List.of(
                "timeout", "60", "zsh", "-f", folder.resolve("typing").toString(), folder.resolve("completion").toString(), typed));
        assertThat(said).contains("line<" + completed);
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void whoMayNotUseTheSocketIsToldHowTo(Lab.Host host) throws Exception {
        Path socket = Path.of(host.uri().substring(host.uri().indexOf("socket=") + "socket=".length()));
        var before = Files.getPosixFilePermissions(socket);
        // The lab lets everybody in; as installed, libvirt lets in root and a group.
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwx---"));
        try {
            command.with("web.yaml", Command.DISK);
            assertThat(asNobody("complete", "web.yaml", "--on", host.uri()))
                    .contains("No connection to " + host.uri(), "ermission denied", "usermod -aG libvirt")
                    .endsWith("status 2\n");
        } finally {
            Files.setPosixFilePermissions(socket, before);
        }
    }

    @Test
    void whoMayNotReadIsToldWhat() throws Exception {
        command.with("web.yaml", Command.DISK).with("web.lock.yaml", "holdfast: 1\n");
        Files.setPosixFilePermissions(command.path("web.lock.yaml"), PosixFilePermissions.fromString("rw-------"));
        assertThat(asNobody("show", "web.yaml"))
                .contains("web.lock.yaml: The lock can't be read: Permission denied\n  ", "chmod")
                .endsWith("status 2\n");
        Files.setPosixFilePermissions(command.path("web.yaml"), PosixFilePermissions.fromString("rw-------"));
        assertThat(asNobody("show", "web.yaml"))
                .contains("web.yaml: Permission denied\n  ", "chmod")
                .endsWith("status 2\n");
    }

    /** What the command says to a user who has no rights, and its exit status in a last line. */
    private String asNobody(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=nobody",
                "--regid=nogroup",
                "--clear-groups",
                "sh",
                "-c",
                "cd \"$0\" && \"$@\"; echo status $?",
                folder.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                readable(),
                Main.class.getName()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    /** The class path, copied to where anybody may read: this user's own folders may be closed. */
    private String readable() throws IOException, InterruptedException {
        Path copies = Files.createDirectories(folder.resolve("classpath"));
        List<String> copied = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                Path copy = copies.resolve(copied.size() + "-" + Path.of(entry).getFileName());
                run(List.of("cp", "-r", entry, copy.toString()));
                copied.add(copy.toString());
            }
        }
        run(List.of("chmod", "-R", "a+rX", copies.toString()));
        return String.join(File.pathSeparator, copied);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return said;
        }
    }
}

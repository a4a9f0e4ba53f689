package dev.holdfast.cli.run;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that a command takes from the process it runs in.
 *
 * @param in standard input
 * @param out standard output, for results
 * @param err standard error, for everything else
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 * @param environment the environment's variables
 * @param folder what relative paths are relative to
 * @param connector how to connect
 */
public record Surroundings(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment,
        Path folder,
        Connector connector) {

    /** A path as the user gave it, from the folder on. */
    public Path resolve(Path given) {
        return folder.resolve(given);
    }

    /** True where this variable is set to something. */
    public boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    /** Writes text to one of the streams, always as UTF-8, as specs are. */
    public static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}

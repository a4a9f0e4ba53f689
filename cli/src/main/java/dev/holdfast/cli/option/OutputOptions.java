package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.lock.AtomicFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go. */
public final class OutputOptions {

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Put each result into this folder, under its file's name, instead of printing it.")
    private @Nullable Path folder;

    /** A file's name without its ending. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** True where results go to a folder. */
    public boolean isGiven() {
        return folder != null;
    }

    /**
     * Checks that every result has a place of its own.
     *
     * @param naming from an input's name to its result's
     * @throws UnusableInputException where one has no name, or two have the same, or one is its own input
     */
    public void check(List<Input> inputs, UnaryOperator<String> naming, Surroundings surroundings) {
        if (folder == null) {
            return;
        }
        Path into = surroundings.resolve(folder);
        Map<String, Input> taken = new HashMap<>();
        for (Input input : inputs) {
            Path path = input.path();
            if (path == null) {
                throw new UnusableInputException(
                        Problem.of("Standard input has no name to put its result under", "Leave --output-dir out"));
            }
            Path target = into.resolve(naming.apply(input.name()));
            Input other = taken.putIfAbsent(target.getFileName().toString(), input);
            if (other != null) {
                throw new UnusableInputException(Problem.of(
                        other.label() + " and " + input.label() + " would both become " + target, "Do one at a time"));
            }
            if (target.toAbsolutePath().normalize().equals(path.toAbsolutePath().normalize())) {
                throw new UnusableInputException(Problem.of(
                        "The result of " + input.label() + " would replace it", "Say --write for that, or another folder"));
            }
        }
    }

    /**
     * Brings a result to where it belongs.
     *
     * @return what is left for standard output: all of it, or nothing
     */
    public String deliver(String result, Input input, UnaryOperator<String> naming, Surroundings surroundings)
            throws IOException {
        if (folder == null) {
            return result;
        }
        Path into = surroundings.resolve(folder);
        Files.createDirectories(into);
        AtomicFile.write(into.resolve(naming.apply(input.name())), result);
        return "";
    }
}

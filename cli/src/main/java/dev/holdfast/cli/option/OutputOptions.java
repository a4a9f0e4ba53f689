package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where results go. */
public final class OutputOptions {

    private final OptionSpec folder = OptionSpec.builder("--output-dir")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("DIR")
            .description("Put each result into this folder, under its file's name, instead of printing it.")
            .build();

    /** Set by whichever thread comes first; or by several, and nothing is lost. */
    private volatile boolean isMade;

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(folder);
    }

    /** A file's name without its ending. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** True where results go to a folder. */
    public boolean isGiven() {
        return folder() != null;
    }

    /**
     * Checks that every result has a place of its own.
     *
     * @param naming from an input's name to its result's
     * @throws UnusableInputException where one has no name, or two have the same, or one is its own input
     */
    public void check(List<Input> inputs, UnaryOperator<String> naming, Surroundings surroundings) {
        Path folder = folder();
        if (folder == null) {
            return;
        }
        if (folder.toString().isEmpty()) {
            throw new UnusableInputException(
                    Problem.of("The name for --output-dir is empty", "See whether a variable is set; . is this folder"));
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
        Path folder = folder();
        if (folder == null) {
            return result;
        }
        Path into = surroundings.resolve(folder);
        if (!isMade) {
            Files.createDirectories(into);
            isMade = true;
        }
        write(into, naming.apply(input.name()), result);
        return "";
    }

    private @Nullable Path folder() {
        return folder.getValue();
    }

    /** Whole or not at all, as far as Ctrl-C goes; but not synced, because it can be made again at any time. */
    private static void write(Path into, String name, String result) throws IOException {
        Path temporary = Unfinished.begin(into.resolve("." + name + ".new"));
        Files.writeString(temporary, result);
        Files.move(temporary, into.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Unfinished.end(temporary);
    }
}

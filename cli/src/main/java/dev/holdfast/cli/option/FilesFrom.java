package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A list of specs that is too long for a command line. */
final class FilesFrom {

    private final OptionSpec list = OptionSpec.builder("--files-from")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("LIST")
            .description("Also the specs that this file names, one a line, or each with a NUL behind it as find -print0 has "
                    + "them; - for standard input.")
            .build();

    /** Adds it to a verb's. */
    void addTo(CommandSpec verb) {
        verb.addOption(list);
    }

    /** True where there is one. */
    boolean isGiven() {
        return file() != null;
    }

    /** True where it comes by standard input, from which then no spec can come. */
    boolean isStandardInput() {
        return isGiven() && String.valueOf(file()).equals("-");
    }

    /**
     * What it names, in its order.
     *
     * @throws UnusableInputException where it can't be read or names none
     */
    List<Path> paths(Surroundings surroundings) {
        Path file = file();
        if (file == null) {
            return List.of();
        }
        try {
            byte[] bytes = isStandardInput()
                    ? surroundings.in().readAllBytes()
                    : Files.readAllBytes(surroundings.resolve(file));
            List<Path> paths = paths(new String(bytes, StandardCharsets.UTF_8));
            if (paths.isEmpty()) {
                throw new UnusableInputException(Problem.at(Place.of(file.toString()), "It names no spec", ""));
            }
            return paths;
        } catch (IOException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(file.toString()), FileTrouble.of(e), FileTrouble.remedy(e)));
        } catch (InvalidPathException e) {
            throw new UnusableInputException(Problem.at(
                    Place.of(file.toString()), e.getInput() + " is no file's name here: " + e.getReason(), ""));
        }
    }

    private static List<Path> paths(String names) {
        String end = names.indexOf('\0') < 0 ? "\\R" : "\0";
        List<Path> paths = new ArrayList<>();
        for (String name : names.split(end)) {
            if (!name.isEmpty()) {
                paths.add(Path.of(name));
            }
        }
        return paths;
    }

    private @Nullable Path file() {
        return list.getValue();
    }
}

package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.lock.AtomicFile;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Whether a page for a browser is made, and where it goes. */
public final class PageOption {

    private final OptionSpec html = OptionSpec.builder("--html")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("FILE")
            .description("Write it as a page for a browser; - for standard output. Two specs stand beside each other in "
                    + "it, old and new.")
            .build();

    /** Adds it to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(html);
    }

    /** True where a page is to be made. */
    public boolean isGiven() {
        return file() != null;
    }

    /**
     * Checks what the page would be of, and that it replaces none of it.
     *
     * @param rival another option that says what the result is, where one is given
     * @throws UnusableInputException where there are more than two specs, or the page's file is one of theirs
     */
    public void check(List<Input> inputs, @Nullable String rival, LockOptions locks, Surroundings surroundings) {
        Path file = file();
        if (file == null) {
            return;
        }
        if (rival != null) {
            throw new UnusableInputException(
                    Problem.of("--html and " + rival + " both say where the result goes", "Leave one of them out"));
        }
        if (inputs.size() > 2) {
            throw new UnusableInputException(Problem.of(
                    "A page shows one spec, or two beside each other, and " + inputs.size() + " are given",
                    "Make a page for each, or name the old one and the new one"));
        }
        for (Input input : inputs) {
            LockFile lock = locks.of(input, surroundings);
            if (isSame(file, input.path(), surroundings) || lock != null && isSame(file, lock.path(), surroundings)) {
                throw new UnusableInputException(
                        Problem.at(Place.of(file.toString()), "The page would replace it", "Name another file"));
            }
        }
    }

    private static boolean isSame(Path file, @Nullable Path other, Surroundings surroundings) {
        Path there = surroundings.resolve(file);
        try {
            return other != null
                    && (there.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
                            || Files.exists(there) && Files.exists(other) && Files.isSameFile(there, other));
        } catch (IOException e) {
            // Neither can be looked at; writing will say why.
            return false;
        }
    }

    /**
     * Brings a page to where it belongs, whole or not at all.
     *
     * @return what is left for standard output: all of it, or nothing
     * @throws UnusableInputException where it can't be written
     */
    public String deliver(String page, Surroundings surroundings) {
        Path file = file();
        if (file == null || file.toString().equals("-")) {
            return page;
        }
        try {
            AtomicFile.write(surroundings.resolve(file), page);
            return "";
        } catch (IOException e) {
            throw new UnusableInputException(Problem.at(
                    Place.of(file.toString()), "The page can't be written: " + FileTrouble.of(e), FileTrouble.remedy(e)));
        }
    }

    private @Nullable Path file() {
        return html.getValue();
    }
}

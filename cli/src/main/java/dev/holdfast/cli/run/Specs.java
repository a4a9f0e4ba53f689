package dev.holdfast.cli.run;

import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The specs below folders: whatever ends as one does, but for locks and what is hidden. */
public final class Specs {

    private Specs() {}

    /**
     * Those below these folders, or named themselves, in the order of their names.
     *
     * @throws UnusableInputException where a folder can't be read, there are none, or a name is empty
     */
    public static List<Input> below(List<Path> folders, Surroundings surroundings) {
        // As a path, an empty name is the folder that the command runs in.
        if (folders.stream().anyMatch(folder -> folder.toString().isEmpty())) {
            throw new UnusableInputException(Problem.of("One of the names is empty", "See whether a variable is set"));
        }
        List<Path> all = folders.stream()
                .flatMap(folder -> below(folder, surroundings).stream())
                .toList();
        if (all.isEmpty()) {
            throw new UnusableInputException(Problem.at(
                    Place.of(folders.getFirst().toString()),
                    "There is no spec below it",
                    "A spec ends in " + String.join(", ", LockFile.SPEC_ENDINGS)));
        }
        return Input.of(all, surroundings);
    }

    private static List<Path> below(Path given, Surroundings surroundings) {
        Path root = surroundings.resolve(given);
        if (!Files.isDirectory(root)) {
            return List.of(given);
        }
        try (Stream<Path> all = Files.find(root, Integer.MAX_VALUE, Specs::isFile)) {
            Path[] specs = all.map(root::relativize).filter(Specs::isSpec).toArray(Path[]::new);
            // Nothing else can begin before a fleet's are in order.
            Arrays.parallelSort(specs);
            return Arrays.stream(specs)
                    .map(path -> given.toString().equals(".") ? path : given.resolve(path))
                    .toList();
        } catch (IOException e) {
            throw new UnusableInputException(
                    Problem.at(Place.of(given.toString()), FileTrouble.of(e), FileTrouble.remedy(e)));
        }
    }

    private static boolean isFile(Path path, BasicFileAttributes attributes) {
        return attributes.isRegularFile() || attributes.isSymbolicLink() && Files.isRegularFile(path);
    }

    private static boolean isSpec(Path path) {
        for (Path step : path) {
            if (step.toString().startsWith(".")) {
                return false;
            }
        }
        String name = path.toString();
        return LockFile.SPEC_ENDINGS.stream().anyMatch(name::endsWith) && !LockFile.isNamed(name);
    }
}

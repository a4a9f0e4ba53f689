package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The specs that a verb is about. */
public final class FileArguments {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A spec, plain YAML or libvirt domain XML; - for standard input.")
    private List<Path> files = List.of();

    /**
     * As inputs.
     *
     * @throws dev.holdfast.problem.UnusableInputException where one is named twice
     */
    public List<Input> inputs(Surroundings surroundings) {
        return Input.of(files, surroundings);
    }
}

package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The specs that a verb is about. */
public final class FileArguments {

    private final PositionalParamSpec files = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .converters(Path::of)
            .initialValue(List.of())
            .arity("1..*")
            .required(true)
            .paramLabel("FILE")
            .description("A spec, plain YAML or libvirt domain XML; - for standard input.")
            .build();

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addPositional(files);
    }

    /**
     * As inputs.
     *
     * @throws dev.holdfast.problem.UnusableInputException where one is named twice
     */
    public List<Input> inputs(Surroundings surroundings) {
        return Input.of(files.<List<Path>>getValue(), surroundings);
    }
}

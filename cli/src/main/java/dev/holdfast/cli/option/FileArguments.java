package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The specs that a verb is about. */
public final class FileArguments {

    private final PositionalParamSpec files = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .parameterConsumer(FileArguments::take)
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
     * Takes all files up to the next option. Picocli would look at each as if it might be an option or a verb, which takes
     * its time where there are hundreds.
     */
    private static void take(Stack<String> arguments, ArgSpec files, CommandSpec verb) {
        List<Path> all = new ArrayList<>(files.<List<Path>>getValue());
        do {
            all.add(Path.of(arguments.pop()));
        } while (!arguments.isEmpty() && (arguments.peek().equals("-") || !arguments.peek().startsWith("-")));
        files.setValue(all);
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

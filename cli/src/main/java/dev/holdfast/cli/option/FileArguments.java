package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Specs;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.MissingParameterException;
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
            .arity("0..*")
            .paramLabel("FILE")
            .description("A spec, plain YAML or libvirt domain XML; - for standard input. Of a folder, all specs in it "
                    + "and below it.")
            .build();

    private final FilesFrom list = new FilesFrom();

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addPositional(files);
        list.addTo(verb);
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
     * As inputs: those that were named, then those of the list; each folder's in the order of their names.
     *
     * @throws ParameterException where there are none
     * @throws UnusableInputException where one is named twice, or a folder has none
     */
    public List<Input> inputs(Surroundings surroundings) {
        List<Path> named = files.getValue();
        if (named.isEmpty() && !list.isGiven()) {
            throw new MissingParameterException(
                    files.command().commandLine(), files, "Missing required parameter: 'FILE'");
        }
        if (list.isStandardInput() && named.stream().anyMatch(FileArguments::isStandardInput)) {
            throw new UnusableInputException(Problem.of(
                    "Standard input can't be a spec and the list of specs at once", "Put one of the two into a file"));
        }
        List<Path> all = new ArrayList<>(named);
        all.addAll(list.paths(surroundings));
        return Specs.below(all, surroundings);
    }

    private static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }
}

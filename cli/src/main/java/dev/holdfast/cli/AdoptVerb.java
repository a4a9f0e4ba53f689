package dev.holdfast.cli;

import dev.holdfast.Adopted;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.TalkOptions;
import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.AtomicFile;
import dev.holdfast.lock.Guard;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lens;
import dev.holdfast.spec.xml.XmlLens;
import dev.holdfast.spec.yaml.YamlLens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast adopt}. */
final class AdoptVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final PositionalParamSpec uri = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .type(String.class)
            .paramLabel("URI")
            .description("The libvirt that has it, such as qemu:///system.")
            .build();

    private final PositionalParamSpec domain = PositionalParamSpec.builder()
            .index("1")
            .required(true)
            .type(String.class)
            .paramLabel("DOMAIN")
            .description("Its name or UUID.")
            .build();

    private final OptionSpec file = OptionSpec.builder("--spec")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("FILE")
            .description("The spec to write, .yaml or .xml; - prints it as YAML, and writes no lock. Default: NAME.yaml.")
            .build();

    private final Flag force = Flag.of("Replace a spec and a lock that are there already.", "-f", "--force");

    private final TalkOptions talking = new TalkOptions();

    AdoptVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("adopt")
                .usageMessage(new UsageMessageSpec()
                        .header("Take over a VM that libvirt has.")
                        .description(
                                "Makes a spec of what an owner would write and a lock of the rest, so that applying "
                                        + "them changes nothing. The VM stays as it is.")
                        .footer("", "Example:", "  holdfast adopt qemu:///system web --spec web.yaml"));
        spec.addPositional(uri);
        spec.addPositional(domain);
        spec.addOption(file);
        spec.addOption(force.option());
        talking.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        Path given = file.getValue();
        Lens lens = given == null ? new YamlLens() : lens(given);
        Input input = new Input("", given == null ? null : surroundings.resolve(given), surroundings.in());
        try (Connection connection = new Connection(surroundings.connector(), uri.getValue())) {
            return Batch.waiting(surroundings, talking.start(surroundings))
                    .run(List.of(input), _ -> adopt(given, lens, connection));
        }
    }

    private static Lens lens(Path spec) {
        String name = spec.toString();
        if (name.equals("-") || name.endsWith(".yaml") || name.endsWith(".yml")) {
            return new YamlLens();
        }
        if (name.endsWith(".xml")) {
            return new XmlLens();
        }
        throw new UnusableInputException(
                Problem.of("The ending of " + spec + " names no format", "Let it end in .yaml or .xml"));
    }

    private Result adopt(@Nullable Path given, Lens lens, Connection connection) throws IOException {
        Host host = connection.host();
        String name = domain.getValue();
        Element definition = host.definition(name)
                .orElseThrow(() -> new UnusableInputException(Problem.of(
                        "There is no domain " + name + " on " + uri.getValue(),
                        "virsh -c " + uri.getValue() + " list --all names them")));
        Adopted adopted = Holdfast.adopt(definition, lens, host);
        if (given != null && given.toString().equals("-")) {
            return new Result(Verdict.DONE, adopted.spec().text(), "", List.of());
        }
        Path label = given != null ? given : Path.of(definition.value("name") + ".yaml");
        Path path = surroundings.resolve(label);
        LockFile lock = LockFile.beside(path);
        try (Guard _ = lock.hold()) {
            checkFree(path);
            checkFree(lock.path());
            lock.write(adopted.lock(), null);
            AtomicFile.write(path, adopted.spec().text());
        }
        return Result.of(
                Verdict.DONE,
                List.of(Remark.note("wrote " + label + " and " + label.resolveSibling(lock.path().getFileName()))));
    }

    private void checkFree(Path path) {
        if (!force.isGiven() && Files.exists(path)) {
            throw new UnusableInputException(
                    Problem.of(path + " is there already", "Say --force to replace it, or --spec FILE for another"));
        }
    }
}

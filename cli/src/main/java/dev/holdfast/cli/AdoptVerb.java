package dev.holdfast.cli;

import dev.holdfast.Adopted;
import dev.holdfast.Holdfast;
import dev.holdfast.Host;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast adopt}. */
@Command(
        name = "adopt",
        header = "Take over a VM that libvirt has.",
        description = {
            "Makes a spec of what an owner would write and a lock of the rest, so that applying them changes nothing. "
                    + "The VM stays as it is."
        },
        footer = {"", "Example:", "  holdfast adopt qemu:///system web --spec web.yaml"})
final class AdoptVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "URI", description = "The libvirt that has it, such as qemu:///system.")
    private String uri = "";

    @Parameters(index = "1", paramLabel = "DOMAIN", description = "Its name or UUID.")
    private String domain = "";

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "The spec to write, .yaml or .xml; - prints it as YAML, and writes no lock. Default: NAME.yaml.")
    private @Nullable Path spec;

    @Option(
            names = {"-f", "--force"},
            description = "Replace a spec and a lock that are there already.")
    private boolean force;

    @Mixin
    private TalkOptions talking = new TalkOptions();

    AdoptVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path given = spec;
        Lens lens = given == null ? new YamlLens() : lens(given);
        Input input = new Input("", given == null ? null : surroundings.resolve(given), surroundings.in());
        try (Connection connection = new Connection(surroundings.connector(), uri)) {
            return new Batch(surroundings, talking.start(surroundings))
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
        Element definition = host.definition(domain)
                .orElseThrow(() -> new UnusableInputException(Problem.of(
                        "There is no domain " + domain + " on " + uri, "virsh -c " + uri + " list --all names them")));
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
            lock.write(adopted.lock());
            AtomicFile.write(path, adopted.spec().text());
        }
        return Result.of(
                Verdict.DONE,
                List.of(Remark.note("wrote " + label + " and " + label.resolveSibling(lock.path().getFileName()))));
    }

    private void checkFree(Path path) {
        if (!force && Files.exists(path)) {
            throw new UnusableInputException(
                    Problem.of(path + " is there already", "Say --force to replace it, or --spec FILE for another"));
        }
    }
}

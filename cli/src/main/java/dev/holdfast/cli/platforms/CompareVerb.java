package dev.holdfast.cli.platforms;

import dev.holdfast.cli.option.FileArguments;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.LockOptions;
import dev.holdfast.cli.option.TalkOptions;
import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.PlannerConnector;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.LockFile;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast platforms compare}. */
public final class CompareVerb implements Callable<Integer> {

    private static final String NONE = "-";

    private final Surroundings surroundings;

    private final FileArguments files = new FileArguments();

    private final OptionSpec platforms = OptionSpec.builder("--platform")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .paramLabel("NAME")
            .description("Compare on this platform, a known one or a captured one's file; may be said several times. "
                    + "Default: all known ones.")
            .build();

    private final Flag json = Flag.of("Print as JSON.", "--json");

    private final LockOptions locks = new LockOptions();

    private final TalkOptions talking = new TalkOptions();

    /** In these surroundings. */
    public CompareVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("compare")
                .usageMessage(new UsageMessageSpec()
                        .header("Show what each platform would make of a spec.")
                        .description(
                                "Plans the spec for each platform and prints what isn't the same on all, side by side. A "
                                        + "lock beside the spec is obeyed; --no-lock shows what would move without one. The "
                                        + "exit status is 1 where there is a difference.")
                        .footer("", "Example:", "  holdfast platforms compare web.yaml"));
        files.addTo(spec);
        spec.addOption(platforms);
        spec.addOption(json.option());
        locks.addTo(spec);
        talking.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Input> inputs = files.inputs(surroundings);
        locks.check(inputs);
        Map<String, PlannedPlatform> named = named();
        boolean headed = inputs.size() > 1;
        return Batch.computing(surroundings, talking.start(surroundings))
                .run(inputs, input -> compare(input, named, headed));
    }

    private Map<String, PlannedPlatform> named() {
        Map<String, PlannedPlatform> named = new LinkedHashMap<>();
        List<String> given = platforms.getValue();
        PlannerConnector planners = new PlannerConnector(surroundings);
        given.forEach(name -> named.put(name, planners.platform(name)));
        if (given.isEmpty()) {
            Platforms.known().forEach(platform -> named.put(platform.name(), platform));
        }
        return named;
    }

    private Result compare(Input input, Map<String, PlannedPlatform> named, boolean headed) {
        LockFile file = locks.of(input, surroundings);
        Spec spec = input.read();
        PlatformComparison comparison =
                PlatformComparison.of(spec, locks.home(spec, file).read(), List.copyOf(named.values()));
        List<Remark> remarks = new ArrayList<>();
        named.forEach((name, platform) -> comparison.refused().getOrDefault(platform, List.of()).forEach(problem ->
                remarks.add(Remark.problem(refusal(input, name, problem)))));
        if (comparison.refused().size() == named.size()) {
            return Result.of(Verdict.FAILED, remarks);
        }
        String text = json.isGiven() ? json(input, comparison, named) : text(input, comparison, named, headed);
        return new Result(comparison.isSame() ? Verdict.DONE : Verdict.DIFFERENT, text, "", remarks);
    }

    private static String refusal(Input input, String platform, Problem problem) {
        Place place = problem.place() == null ? Place.of(input.label()) : problem.place();
        return new Problem(place, problem.device(), "on " + platform + ": " + problem.what(), problem.remedy()).toString();
    }

    private String text(Input input, PlatformComparison comparison, Map<String, PlannedPlatform> named, boolean headed) {
        if (comparison.rows().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(headed ? input.label() : ""));
        head.addAll(named.keySet());
        rows.add(head);
        for (PlatformComparison.Row row : comparison.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.path().isEmpty() ? row.device() : row.device() + ": " + row.path()));
            named.values().forEach(platform -> cells.add(row.values().getOrDefault(platform, NONE)));
            rows.add(cells);
        }
        return Table.of(rows);
    }

    private static String json(Input input, PlatformComparison comparison, Map<String, PlannedPlatform> named) {
        Json refused = Json.object();
        named.forEach((name, platform) -> {
            List<Problem> problems = comparison.refused().get(platform);
            if (problems != null) {
                refused.put(name, problems.stream().map(Problem::what).collect(Collectors.joining("\n")));
            }
        });
        return Json.object()
                .put("file", input.label())
                .put("platforms", List.copyOf(named.keySet()))
                .put("refused", refused)
                .put(
                        "differences",
                        comparison.rows().stream().map(row -> json(row, named)).toList())
                .print();
    }

    private static Json json(PlatformComparison.Row row, Map<String, PlannedPlatform> named) {
        Json values = Json.object();
        named.forEach((name, platform) -> values.put(name, row.values().get(platform)));
        return Json.object().put("device", row.device()).put("path", row.path()).put("values", values);
    }
}

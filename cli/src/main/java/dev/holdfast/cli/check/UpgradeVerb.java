package dev.holdfast.cli.check;

import dev.holdfast.LockHome;
import dev.holdfast.Upgrade;
import dev.holdfast.abi.Severity;
import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.option.TalkOptions;
import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Neighbours;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Specs;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast upgrade}. */
public final class UpgradeVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final PositionalParamSpec folders = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .converters(Path::of)
            .initialValue(List.of())
            .arity("1..*")
            .required(true)
            .paramLabel("DIR")
            .description("A folder with specs in it or below it, or a spec.")
            .build();

    private final OptionSpec from = target("--from", "Where the VMs are: a libvirt's URI, or planner:9.0 and the like.");
    private final OptionSpec to = target("--to", "Where they go, named in the same way.");
    private final FindingOptions findings = new FindingOptions(Severity.MAY_BREAK);
    private final TalkOptions talking = new TalkOptions();
    private final Neighbours neighbours = new Neighbours();

    /** In these surroundings. */
    public UpgradeVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private static OptionSpec target(String name, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .required(true)
                .paramLabel("TARGET")
                .description(description)
                .build();
    }

    /** How it is called, and what it says of itself. */
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("upgrade")
                .usageMessage(new UsageMessageSpec()
                        .header("Say what moving VMs to another libvirt changes.")
                        .description(
                                "Completes every spec below DIR on both, and says what each guest would notice: without a lock, "
                                        + "and with the one beside it, or with one made on the first where there is none. "
                                        + "Nothing is written. The exit status is 1 where a VM that is kept as it is now, with "
                                        + "its lock or without one, would notice something, and 2 where one can't be completed.")
                        .footer(
                                "",
                                "Example:",
                                "  holdfast upgrade vms --from planner:9.0 --to planner:12.8",
                                "  holdfast upgrade vms --from qemu:///system --to qemu+ssh://new/system"));
        spec.addPositional(folders);
        spec.addOption(from).addOption(to);
        findings.addTo(spec);
        talking.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Input> inputs = Specs.below(folders.getValue(), surroundings);
        Talk talk = talking.start(surroundings);
        Map<Input, Moved> all = new ConcurrentHashMap<>();
        try (Connection old = ConnectionOptions.open(from.getValue(), surroundings);
                Connection now = ConnectionOptions.open(to.getValue(), surroundings)) {
            int exit = Batch.waiting(surroundings, talk).run(inputs, input -> {
                Moved moved = move(input, old, now);
                all.put(input, moved);
                String text = findings.isJson() ? "" : moved.text(talking.paint(surroundings));
                return new Result(moved.isNoticed() ? Verdict.DIFFERENT : Verdict.DONE, text, "", List.of());
            });
            List<Moved> completed = inputs.stream().map(all::get).filter(Objects::nonNull).toList();
            if (findings.isJson()) {
                talk.result(json(inputs.size(), completed));
            }
            talk.say(Remark.summary(summary(inputs.size(), completed)));
            return exit;
        }
    }

    private Moved move(Input input, Connection old, Connection now) {
        LockFile file = neighbours.lockOf(input);
        Spec spec = input.read();
        Lock lock = LockHome.of(spec, file, false).read();
        Upgrade upgrade = Upgrade.of(
                spec,
                lock,
                new Named(old.completer(), from.getValue()),
                new Named(now.completer(), to.getValue()));
        return new Moved(
                input.label(),
                lock != null,
                findings.counting(upgrade.without()),
                findings.counting(upgrade.with()),
                upgrade.refused());
    }

    private static long count(List<Moved> all, Predicate<Moved> which) {
        return all.stream().filter(which).count();
    }

    private String summary(int total, List<Moved> all) {
        long refused = count(all, moved -> !moved.refused().isEmpty());
        long unlocked = count(all, moved -> !moved.hasLock());
        return count(all, moved -> !moved.without().isEmpty()) + " of " + all.size()
                + " VMs would notice something without a lock, with one "
                + count(all, moved -> !moved.with().isEmpty())
                + (refused == 0 ? "" : "; " + refused + " would be refused with one")
                + (all.size() == total ? "" : "; " + (total - all.size()) + " could not be completed")
                + (unlocked == 0 ? "" : "\n  " + unlocked + " have no lock yet: holdfast lock FILE --on " + from.getValue());
    }

    private String json(int total, List<Moved> all) {
        return Json.object()
                .put("from", from.<String>getValue())
                .put("to", to.<String>getValue())
                .put("vms", all.stream().map(Moved::json).toList())
                .put(
                        "summary",
                        Json.object()
                                .put("vms", total)
                                .put("failed", total - all.size())
                                .put("noticeWithout", count(all, moved -> !moved.without().isEmpty()))
                                .put("noticeWith", count(all, moved -> !moved.with().isEmpty()))
                                .put("refused", count(all, moved -> !moved.refused().isEmpty()))
                                .put("withoutLock", count(all, moved -> !moved.hasLock())))
                .print();
    }
}

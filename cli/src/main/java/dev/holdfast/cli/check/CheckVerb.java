package dev.holdfast.cli.check;

import dev.holdfast.abi.AbiComparison;
import dev.holdfast.abi.Finding;
import dev.holdfast.abi.Severity;
import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.option.LockOptions;
import dev.holdfast.cli.option.TalkOptions;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.LockFile;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast check}. */
public final class CheckVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final PositionalParamSpec vms = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .arity("1..4")
            .required(true)
            .paramLabel("VM")
            .description("The old one and the new one, each a spec, a lock, libvirt domain XML, - for standard input, or a "
                    + "libvirt's URI and behind it a domain's name.")
            .build();

    private final FindingOptions findings = new FindingOptions(Severity.HARMLESS);
    private final LockOptions locks = new LockOptions();
    private final TalkOptions talking = new TalkOptions();
    private final ConnectionOptions connecting = ConnectionOptions.forCompleting();

    /** In these surroundings. */
    public CheckVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("check")
                .usageMessage(new UsageMessageSpec()
                        .header("Say what the guest would notice between two VMs.")
                        .description(
                                "Compares what a guest can tell, and says of each change what it does there and how bad "
                                        + "that is: breaks, may break, or harmless. A spec is completed first, with the lock "
                                        + "beside it. One spec alone with --on is compared with itself: what its lock holds, "
                                        + "with what would become of the spec without. The exit status is 1 where there is a "
                                        + "change, and 2 where one of the two can't be used.")
                        .footer(
                                "",
                                "Example:",
                                "  holdfast check web.lock.yaml web.yaml",
                                "  holdfast check web.yaml --on planner:12.8",
                                "  holdfast check web.yaml qemu:///system web",
                                "  holdfast check qemu:///system web qemu+ssh://other/system web"));
        spec.addPositional(vms);
        findings.addTo(spec);
        locks.addTo(spec);
        connecting.addTo(spec);
        talking.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<Side> sides = Side.of(vms.getValue(), surroundings);
        if (sides.size() > 2) {
            throw new UnusableInputException(Problem.of(
                    sides.size() + " VMs are given, and two can be compared", "A libvirt's URI goes before its domain's name"));
        }
        if (sides.size() == 1 && !connecting.isGiven()) {
            throw new UnusableInputException(Problem.of(
                    "With what is " + sides.getFirst().label() + " to be compared?",
                    "Name a second VM, or say --on TARGET to compare its lock with what becomes of the spec alone there"));
        }
        locks.check(files(sides));
        Talk talk = talking.start(surroundings);
        try (Connection connection = connecting.open(surroundings)) {
            List<Finding> found = findings.counting(compare(sides, domains(connection)));
            talk.result(findings.isJson() ? json(sides, found) : FindingPrint.text(found, "", talking.paint(surroundings)));
            talk.say(Remark.note("the guest notices " + FindingPrint.count(found)));
            connecting.finish(connection, talk);
            return found.isEmpty() ? Verdict.DONE.exit() : Verdict.DIFFERENT.exit();
        } catch (RefusalException e) {
            // Where it isn't certain which device is which, there is no answer, and 1 would be one.
            throw new UnusableInputException(e.problems());
        }
    }

    private WholeDomains domains(Connection connection) {
        return new WholeDomains(!connecting.isSaid(surroundings), connection, locks, surroundings);
    }

    private static List<Finding> compare(List<Side> sides, WholeDomains domains) {
        if (sides.size() == 2) {
            return compare(domains.of(sides.getFirst()), domains.of(sides.getLast()));
        }
        return switch (sides.getFirst()) {
            case Side.File(Input input) -> compare(domains.held(input), domains.alone(input));
            case Side.Defined defined ->
                throw new UnusableInputException(Problem.of(
                        defined.label() + " is no spec, and only a spec has a lock to compare with", "Name a second VM"));
        };
    }

    private static List<Finding> compare(Whole old, Whole now) {
        return old.drawn().and(now.drawn()).explain(AbiComparison.of(old.domain(), now.domain()));
    }

    private static List<Input> files(List<Side> sides) {
        return sides.stream()
                .flatMap(side -> side instanceof Side.File(Input input) && !LockFile.isNamed(input.name())
                        ? Stream.of(input)
                        : Stream.empty())
                .toList();
    }

    private static String json(List<Side> sides, List<Finding> found) {
        return Json.object()
                .put("old", sides.getFirst().label())
                .put("new", sides.getLast().label())
                .put("same", found.isEmpty())
                .put("findings", FindingPrint.json(found))
                .print();
    }
}

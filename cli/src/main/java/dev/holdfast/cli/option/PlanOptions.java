package dev.holdfast.cli.option;

import dev.holdfast.Completer;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.planner.OnRootComplex;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How the planner plans. */
public final class PlanOptions {

    private final OptionSpec seed = OptionSpec.builder("--seed")
            .type(String.class)
            .paramLabel("TEXT")
            .description("What the planner derives UUIDs and MAC addresses from that nobody gave. Default: the VM's name.")
            .build();

    private final Flag allow = Flag.of(
            "Let through what the planner doesn't model, as it is written, with a warning.", "--allow-unmodelled");

    /** Where PCI devices go that nobody placed. */
    private enum Where {
        /** Each on a slot of the PCIe root bus. */
        ROOT_COMPLEX;

        @Override
        public String toString() {
            return "root-complex";
        }
    }

    private final OptionSpec place = OptionSpec.builder("--place")
            .type(Where.class)
            .paramLabel("WHERE")
            .converters(Choices.of(Where.class))
            .completionCandidates(List.of(Where.ROOT_COMPLEX.toString()))
            .description("root-complex: every PCI device on the PCIe root bus, as KubeVirt's placePCIDevicesOnRootComplex has it.")
            .build();

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(seed).addOption(allow.option()).addOption(place);
    }

    /**
     * Checks that it is the planner that is to plan.
     *
     * @throws UnusableInputException where options are given that mean nothing to a libvirt
     */
    public void check(ConnectionOptions connecting, Surroundings surroundings) {
        if ((seed() != null || allow.isGiven()) && !connecting.isPlanner(surroundings)) {
            throw new UnusableInputException(Problem.of(
                    (allow.isGiven() ? "--allow-unmodelled" : "--seed") + " is for the planner, and a libvirt is asked",
                    "Leave it out, or say --on planner"));
        }
    }

    /**
     * Who completes one spec.
     *
     * @param remarks where the planner's warnings go
     */
    public Completer completer(Connection connection, List<Remark> remarks) {
        if (!(connection.completer() instanceof Planner planner)) {
            Completer asked = connection.completer();
            return isPlacing()
                    ? new OnRootComplex(asked, Planner.on(Platforms.nearest(asked.platform().version())))
                    : asked;
        }
        Planner seeded = seed() == null ? planner : planner.seeded(seed());
        Planner planning = allow.isGiven() ? seeded.allowingUnmodelled(said -> warn(said, remarks)) : seeded;
        return isPlacing() ? new OnRootComplex(planning, planning) : planning;
    }

    private boolean isPlacing() {
        return place.<Object>getValue() != null;
    }

    private static void warn(CompleterException said, List<Remark> remarks) {
        for (Problem problem : said.problems()) {
            String what = "warning: " + problem.what() + "; it stays as it is written";
            remarks.add(Remark.warning(new Problem(problem.place(), problem.device(), what, "").toString()));
        }
    }

    private @Nullable String seed() {
        return seed.getValue();
    }
}

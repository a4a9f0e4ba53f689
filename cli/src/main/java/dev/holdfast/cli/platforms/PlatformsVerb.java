package dev.holdfast.cli.platforms;

import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.platform.Platforms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast platforms}. */
public final class PlatformsVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final Flag json = Flag.of("Print as JSON.", "--json");

    /** In these surroundings. */
    public PlatformsVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself; the verbs below it are added elsewhere. */
    public CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(this)
                .name("platforms")
                .usageMessage(new UsageMessageSpec()
                        .header("List, capture and compare what can be planned for.")
                        .description(
                                "Lists the platforms that come with Holdfast: a libvirt with its QEMU each. The planner "
                                        + "completes as the newest unless --on planner:NAME says otherwise.")
                        .synopsisSubcommandLabel("[capture | compare]")
                        .commandListHeading("%nVerbs:%n")
                        .footer(
                                "",
                                "Example:",
                                "  holdfast platforms",
                                "  holdfast platforms capture qemu:///system > my-host.yaml",
                                "  holdfast complete web.yaml --on planner:my-host.yaml"))
                .addOption(json.option());
    }

    @Override
    public Integer call() {
        List<PlannedPlatform> known = Platforms.known();
        Surroundings.utf8(surroundings.out())
                .append(json.isGiven() ? json(known) : text(known))
                .flush();
        return 0;
    }

    private static String text(List<PlannedPlatform> known) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PLATFORM", "QEMU", "Q35", "PC", "RUNS", ""));
        for (PlannedPlatform platform : known) {
            rows.add(List.of(
                    platform.name(),
                    platform.qemu().toString(),
                    machine(platform, "q35"),
                    machine(platform, "pc"),
                    String.join(", ", platform.domainTypes()),
                    platform.equals(Platforms.newest()) ? "default" : ""));
        }
        return Table.of(rows);
    }

    private static String json(List<PlannedPlatform> known) {
        return Json.object()
                .put(
                        "platforms",
                        known.stream()
                                .map(platform -> Json.object()
                                        .put("name", platform.name())
                                        .put("libvirt", platform.libvirt().toString())
                                        .put("qemu", platform.qemu().toString())
                                        .put("q35", machine(platform, "q35"))
                                        .put("pc", machine(platform, "pc"))
                                        .put("domainTypes", List.copyOf(platform.domainTypes()))
                                        .put("default", platform.equals(Platforms.newest())))
                                .toList())
                .print();
    }

    private static String machine(PlannedPlatform platform, String alias) {
        return platform.machineVersion(alias).orElse("-");
    }
}

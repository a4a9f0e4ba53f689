package dev.holdfast.planner.platform.capture;

import dev.holdfast.domain.Element;
import dev.holdfast.planner.platform.Machine;
import dev.holdfast.planner.platform.Machines;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a host says in its {@code <capabilities>} of domains for x86_64. */
final class HostCapabilities {

    private static final String ARCHITECTURE = "x86_64";

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** A family's newest version first: {@code 9.2} is older than {@code 10.0}, so numbers count as such. */
    private static final Comparator<String> NEWEST_FIRST =
            Comparator.comparing(HostCapabilities::family).thenComparing(HostCapabilities::version, Comparator.reverseOrder());

    private final Element host;
    private final Element arch;

    HostCapabilities(Element capabilities) {
        this.host = Choice.below(capabilities, "host");
        this.arch = capabilities.elements("guest").stream()
                .filter(guest -> "hvm".equals(guest.value("os_type")))
                .flatMap(guest -> guest.elements("arch").stream())
                .filter(candidate -> ARCHITECTURE.equals(candidate.attribute("name")))
                .findFirst()
                .orElseThrow(() -> new CompleterException(
                        CompleterException.Reason.REJECTED,
                        Problem.of("This libvirt runs no x86_64 domains", "Install QEMU for x86_64 there"),
                        null));
    }

    String emulator() {
        return Objects.requireNonNullElse(arch.value("emulator"), "");
    }

    List<String> securityModels() {
        return host.elements("secmodel").stream()
                .map(model -> Objects.requireNonNullElse(model.value("model"), ""))
                .toList();
    }

    Machines machines() {
        Map<String, Element> versions = new TreeMap<>(NEWEST_FIRST);
        Map<String, List<String>> aliases = new HashMap<>();
        for (Element machine : arch.elements("machine")) {
            String canonical = machine.attribute("canonical");
            if (canonical == null) {
                versions.put(machine.text(), machine);
            } else {
                aliases.computeIfAbsent(canonical, _ -> new ArrayList<>()).add(machine.text());
            }
        }
        return new Machines(versions.values().stream()
                .map(machine -> new Machine(
                        machine.text(),
                        aliases.getOrDefault(machine.text(), List.of()),
                        Integer.parseInt(Objects.requireNonNullElse(machine.attribute("maxCpus"), "1")),
                        "yes".equals(machine.attribute("deprecated"))))
                .toList());
    }

    private static String family(String machine) {
        int dash = machine.lastIndexOf('-');
        return dash < 0 ? machine : machine.substring(0, dash);
    }

    /** As text that sorts by number. */
    private static String version(String machine) {
        return NUMBER.matcher(machine.substring(machine.lastIndexOf('-') + 1))
                .results()
                .map(MatchResult::group)
                .map(number -> "0".repeat(Math.max(0, 9 - number.length())) + number)
                .reduce("", (before, number) -> before + "." + number);
    }
}

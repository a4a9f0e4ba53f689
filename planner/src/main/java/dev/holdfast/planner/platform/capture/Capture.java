package dev.holdfast.planner.platform.capture;

import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.planner.platform.DomainType;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Captures a platform: takes what a libvirt says in its capabilities and, where it says nothing of a choice, asks it to
 * complete a domain with each.
 */
public final class Capture {

    /** The chipsets that are planned for; what there is on one of them is there. */
    private static final List<String> CHIPSETS = List.of("q35", "pc");

    private final Source source;
    private final Platform platform;
    private final Probe probe;

    private Capture(Source source) {
        this.source = source;
        this.platform = source.completer().platform();
        this.probe = new Probe(source.completer(), platform.domainTypes().iterator().next(), CHIPSETS);
    }

    /**
     * The platform that a libvirt is.
     *
     * @throws CompleterException where it can't be asked or runs no x86_64 domains
     */
    public static PlannedPlatform of(Source source) {
        if (source.completer().platform().domainTypes().isEmpty()) {
            throw new CompleterException(
                    CompleterException.Reason.REJECTED,
                    Problem.of("This libvirt runs no x86_64 domains", "Install QEMU for x86_64 there"),
                    null);
        }
        return new Capture(source).platform();
    }

    private PlannedPlatform platform() {
        FirmwareCapture firmware = new FirmwareCapture(probe);
        HostCapabilities host = new HostCapabilities(source.capabilities());
        Map<String, DomainType> types = new LinkedHashMap<>();
        Set<String> cpuModels = new LinkedHashSet<>();
        List<Element> all = new ArrayList<>();
        for (String type : platform.domainTypes()) {
            List<Element> said = CHIPSETS.stream()
                    .map(chipset -> source.domainCapabilities(chipset, type))
                    .toList();
            types.put(type, new DomainType(cpu(type), CpuCapabilities.modes(said)));
            cpuModels.addAll(CpuCapabilities.models(said));
            all.addAll(said);
        }
        return new PlannedPlatform(
                "libvirt-" + platform.version(),
                platform.version(),
                platform.qemu(),
                host.emulator(),
                usualMachine(),
                firmware.variablesFolder(),
                host.securityModels(),
                Collections.unmodifiableMap(types),
                host.machines(),
                firmware.images(all),
                Collections.unmodifiableSet(cpuModels),
                offers(all));
    }

    private String cpu(String type) {
        return Objects.requireNonNull(
                probe.bare(type, CHIPSETS.getFirst()).value("cpu/model"), "a domain without a CPU model");
    }

    private String usualMachine() {
        return Objects.requireNonNull(
                probe.bare(probe.domainType(), "").value("os/type@machine"), "a domain without a machine");
    }

    private Map<String, Set<String>> offers(List<Element> said) {
        Map<String, Set<String>> offers = new LinkedHashMap<>();
        for (Choice choice : Choices.ALL) {
            @Nullable Set<String> values = choice.said(said);
            if (values == null && choice.template() != null) {
                values = probe.accepted(choice.template(), choice.candidates());
            }
            if (values != null) {
                offers.put(choice.path(), Collections.unmodifiableSet(values));
            }
        }
        return Collections.unmodifiableMap(offers);
    }
}

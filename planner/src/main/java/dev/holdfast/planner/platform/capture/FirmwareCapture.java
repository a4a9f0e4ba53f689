package dev.holdfast.planner.platform.capture;

import dev.holdfast.domain.Element;
import dev.holdfast.planner.platform.FirmwareImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which firmware a host has and what it can do. Descriptors of firmware are files of the host, which libvirt
 * shows nobody; but since 9.2 it says of a defined domain which it has chosen.
 */
final class FirmwareCapture {

    /** What the names of a chipset's machines begin with. */
    private static final Map<String, String> FAMILIES = Map.of("q35", "pc-q35-", "pc", "pc-i440fx-");

    /** Requests by which each firmware is chosen in preference to others, besides by its path. */
    private static final List<String> WISHES = List.of(
            wish("yes", "yes"), wish("yes", "no"), wish("no", "no"));

    private static final Map<String, String> SLEEP = Map.of(
            "acpi-s3", "<pm><suspend-to-mem enabled='yes'/></pm>",
            "acpi-s4", "<pm><suspend-to-disk enabled='yes'/></pm>");

    private final Probe probe;

    FirmwareCapture(Probe probe) {
        this.probe = probe;
    }

    private static String wish(String secureBoot, String enrolledKeys) {
        return "<firmware><feature name='secure-boot' enabled='" + secureBoot + "'/><feature name='enrolled-keys' enabled='"
                + enrolledKeys + "'/></firmware>";
    }

    /** Where the variables of firmware are kept. */
    String variablesFolder() {
        Element domain = probe.started(
                probe.machines().getFirst(), "", "<loader readonly='yes' type='pflash'>/holdfast.fd</loader>", "");
        String file = domain == null ? null : domain.value("os/nvram");
        return file == null ? "/var/lib/libvirt/qemu/nvram" : file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }

    /**
     * The firmware there is, in the order in which capabilities have it, which is the one in which it is tried.
     *
     * @param said all domain capabilities
     */
    List<FirmwareImage> images(List<Element> said) {
        Set<String> paths = new LinkedHashSet<>();
        said.forEach(one -> Choice.below(one, "os/loader").elements("value").forEach(value -> paths.add(value.text())));
        List<String> requests = new ArrayList<>(WISHES);
        paths.forEach(path -> requests.add("<loader>" + path + "</loader>"));
        Map<String, FirmwareImage> found = new LinkedHashMap<>();
        for (String machine : probe.machines()) {
            for (String request : requests) {
                Element domain = probe.started(machine, "efi", request, Probe.ACPI);
                String path = domain == null ? null : domain.value("os/loader");
                if (domain != null && path != null) {
                    found.merge(path, image(path, machine, request, domain), FirmwareCapture::both);
                }
            }
        }
        return paths.stream().filter(found::containsKey).map(found::get).toList();
    }

    private FirmwareImage image(String path, String machine, String request, Element domain) {
        Set<String> features = new TreeSet<>();
        for (Element feature : Choice.below(domain, "os/firmware").elements("feature")) {
            if ("yes".equals(feature.attribute("enabled"))) {
                features.add(String.valueOf(feature.attribute("name")));
            }
        }
        if ("on".equals(domain.value("features/smm@state"))) {
            features.add("requires-smm");
        }
        SLEEP.forEach((feature, wish) -> {
            @Nullable Element asleep = probe.started(machine, "efi", request, Probe.ACPI + wish);
            if (asleep != null && path.equals(asleep.value("os/loader"))) {
                features.add(feature);
            }
        });
        return new FirmwareImage(path, domain.value("os/nvram@template"), List.of(FAMILIES.getOrDefault(machine, machine)), features);
    }

    private static FirmwareImage both(FirmwareImage one, FirmwareImage other) {
        Set<String> machines = new TreeSet<>(one.machines());
        machines.addAll(other.machines());
        return new FirmwareImage(one.path(), one.template(), List.copyOf(machines), one.features());
    }
}

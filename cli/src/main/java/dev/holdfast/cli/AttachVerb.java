package dev.holdfast.cli;

import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.Plugged;
import dev.holdfast.cli.option.PlugOptions;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Limits;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast attach}. */
final class AttachVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final PositionalParamSpec device = PositionalParamSpec.builder()
            .index("1")
            .arity("0..1")
            .type(String.class)
            .paramLabel("DEVICE")
            .description("The device under its kind, in YAML, or as libvirt's XML; - reads it from standard input.")
            .build();

    private final OptionSpec from = OptionSpec.builder("--file")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("DEVICEFILE")
            .description("The file that the device stands in, instead of DEVICE.")
            .build();

    private final PlugOptions plugging = new PlugOptions();

    AttachVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
                .name("attach")
                .usageMessage(new UsageMessageSpec()
                        .header("Plug a device into a VM.")
                        .description(
                                "Into the VM as it runs, if it does, and into its definition, at the same address; and "
                                        + "into spec and lock. Where it goes is planned before libvirt is asked. It is "
                                        + "refused where no port is free, or something else waits to be applied.")
                        .footer(
                                "",
                                "Example:",
                                "  holdfast attach web.yaml 'disk: {image: /data/new.qcow2}' --on qemu:///system",
                                "  holdfast attach web.yaml 'interface: {network: backup}' --on qemu:///system"));
        spec.addOption(from);
        plugging.addTo(spec, device);
        return spec;
    }

    @Override
    public Integer call() {
        Path file = from.getValue();
        String given = device.getValue();
        if ((file == null) == (given == null)) {
            throw new UnusableInputException(Problem.of(
                    file == null ? "Which device?" : "The device is given twice",
                    "Say it, such as 'disk: {image: /data/new.qcow2}', or where it stands: --file FILE"));
        }
        String label = file != null ? file.toString() : given.equals("-") ? "-" : "DEVICE";
        String text = text(file, String.valueOf(given), label);
        return plugging.run((spec, lock, host) -> attach(label, text, spec, lock, host), "plugged into", surroundings);
    }

    private static Plugged attach(String label, String text, Spec spec, @Nullable Lock lock, Host host) {
        Element domain = lock == null ? spec.domain() : lock.toDomain();
        return Holdfast.attach(spec, lock, host, Lenses.of(text).device(label, text, domain));
    }

    private String text(@Nullable Path file, String given, String label) {
        try {
            if (file != null) {
                try (InputStream in = Files.newInputStream(surroundings.resolve(file))) {
                    return Spec.decode(label, in.readNBytes(Limits.CHARACTERS));
                }
            }
            return given.equals("-") ? Spec.decode(label, surroundings.in().readNBytes(Limits.CHARACTERS)) : given;
        } catch (IOException e) {
            throw new UnusableInputException(Problem.at(Place.of(label), FileTrouble.of(e), FileTrouble.remedy(e)));
        }
    }
}

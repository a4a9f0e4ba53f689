package dev.holdfast.cli;

import dev.holdfast.Holdfast;
import dev.holdfast.Host;
import dev.holdfast.Plugged;
import dev.holdfast.cli.option.PlugOptions;
import dev.holdfast.cli.option.RoomOptions;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Spec;
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

    private final OptionSpec deviceFile = OptionSpec.builder("--file")
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("DEVICEFILE")
            .description("The file that the device stands in, instead of DEVICE.")
            .build();

    private final RoomOptions room = new RoomOptions();
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
        spec.addOption(deviceFile);
        room.addTo(spec);
        plugging.addTo(spec, device);
        return spec;
    }

    @Override
    public Integer call() {
        Path file = deviceFile.getValue();
        String given = device.getValue();
        if ((file == null) == (given == null)) {
            throw new UnusableInputException(Problem.of(
                    file == null ? "Which device?" : "The device is given twice",
                    "Say it, such as 'disk: {image: /data/new.qcow2}', or where it stands: --file FILE"));
        }
        Path from = file != null ? file : given.equals("-") ? Path.of(given) : null;
        String label = from == null ? "DEVICE" : from.toString();
        String text = from == null ? given : Input.one(from, surroundings).content();
        int ports = room.ports();
        return plugging.run((spec, lock, host) -> attach(label, text, spec, lock, host, ports), "plugged into", surroundings);
    }

    private static Plugged attach(String label, String text, Spec spec, @Nullable Lock lock, Host host, int ports) {
        Element domain = lock == null ? spec.domain() : lock.toDomain();
        return Holdfast.attach(spec, lock, host, Lenses.of(text).device(label, text, domain), ports);
    }
}

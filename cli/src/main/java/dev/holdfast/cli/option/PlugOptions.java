package dev.holdfast.cli.option;

import dev.holdfast.Host;
import dev.holdfast.LockHome;
import dev.holdfast.Plugged;
import dev.holdfast.cli.run.Batch;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Findings;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Remark;
import dev.holdfast.cli.run.Result;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Verdict;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a verb has that plugs one device into one VM or out of it, and what it writes and says afterwards. */
public final class PlugOptions {

    private final PositionalParamSpec file = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .type(Path.class)
            .converters(Path::of)
            .paramLabel("FILE")
            .description("The spec, plain YAML or libvirt domain XML; its lock is beside it.")
            .build();

    private final ReportOption report = new ReportOption("Say what was done");
    private final WriteOption write = new WriteOption();
    private final ConnectionOptions connecting = ConnectionOptions.forDomains();
    private final LockOptions locks = new LockOptions();
    private final TalkOptions talking = new TalkOptions();

    /** Adds them to a verb's; its own options are there already. */
    public void addTo(CommandSpec verb, PositionalParamSpec device) {
        verb.addPositional(file);
        verb.addPositional(device);
        write.addTo(verb);
        report.addTo(verb);
        locks.addTo(verb);
        connecting.addTo(verb);
        talking.addTo(verb);
    }

    /** What is done to the VM. */
    @FunctionalInterface
    public interface Plugging {
        /** Does it. */
        Plugged make(Spec spec, @Nullable Lock lock, Host host);
    }

    /**
     * Does it, while nobody else is at the lock, and writes spec and lock.
     *
     * @param in how a result is told, such as {@code plugged into}
     */
    public int run(Plugging plugging, String in, Surroundings surroundings) {
        List<Input> inputs = Input.of(List.of(file.<Path>getValue()), surroundings);
        write.check(inputs);
        LockFile lock = locks.needed(inputs.getFirst(), surroundings);
        Talk talk = talking.start(surroundings);
        try (Connection connection = connecting.open(surroundings).ahead()) {
            int exit = Batch.waiting(surroundings, talk)
                    .run(inputs, input -> WorkOptions.guarded(
                            input, lock, connection, (one, held, over) -> plug(one, held, over.host(), plugging, in)));
            connecting.finish(connection, talk);
            return exit;
        }
    }

    /** The spec before the lock: if this ends between the two, what libvirt and the spec say is found to be the same. */
    private Result plug(Input input, @Nullable LockFile file, Host host, Plugging plugging, String in)
            throws IOException {
        Spec spec = input.read();
        LockHome home = locks.home(spec, file);
        Lock lock = home.read();
        Plugged plugged = plugging.make(spec, lock, host);
        WriteOption.keep(
                input,
                spec,
                home.keep(write.isGiven() ? plugged.completion().spec() : plugged.spec(), plugged.completion().lock())
                        .text());
        home.write(plugged.completion().lock(), lock);
        List<Remark> findings = Findings.of(input.label(), plugged.completion(), host.platform().label());
        return new Result(Verdict.DONE, report(input, plugged, in), "", findings);
    }

    private String report(Input input, Plugged plugged, String in) {
        if (report.isJson()) {
            return Json.object()
                    .put("file", input.label())
                    .put("device", plugged.id())
                    .put("address", plugged.address())
                    .put("running", plugged.running())
                    .print();
        }
        String where = plugged.address() == null ? "" : " at " + plugged.address();
        return plugged.label() + ": " + in
                + (plugged.running()
                        ? " the running VM and its definition," + where
                        : " the definition alone, for the VM doesn't run or doesn't have it,")
                + (plugged.running() ? "" : where) + "\n";
    }
}

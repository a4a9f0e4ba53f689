package dev.holdfast.cli.run;

import dev.holdfast.Completion;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Facts;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.match.Addition;
import dev.holdfast.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** What there is to say of a completion. */
public final class Findings {

    private final String label;
    private final String completer;
    private final List<Remark> remarks = new ArrayList<>();

    private Findings(String label, String completer) {
        this.label = label;
        this.completer = completer;
    }

    /**
     * What to say.
     *
     * @param label the spec's name as given
     * @param completer who completed it, such as {@code libvirt 12.8.0}
     */
    public static List<Remark> of(String label, Completion completion, String completer) {
        Findings findings = new Findings(label, completer);
        findings.warnings(completion);
        completion.removed().stream()
                .filter(known -> known.listed())
                .forEach(known -> findings.remarks.add(
                        Remark.note(label + ": " + known.label() + " is gone; what it held is free")));
        findings.added(completion.additions());
        return findings.remarks;
    }

    /** The warnings among it, for where nobody hears the rest. */
    public static List<Remark> warnings(String label, Completion completion, String completer) {
        Findings findings = new Findings(label, completer);
        findings.warnings(completion);
        return findings.remarks;
    }

    private void warnings(Completion completion) {
        completion.remarks().forEach(remark -> remarks.add(Remark.warning(
                (remark.place() == null ? label : remark.place()) + ": warning: " + Problem.of(remark.what(), remark.remedy()))));
        ignored(completion);
        completion.accepted().forEach(change ->
                remarks.add(Remark.warning(label + ": warning: the guest will notice " + change)));
    }

    private void added(List<Addition> additions) {
        if (additions.isEmpty()) {
            remarks.add(Remark.note(label + ": nothing to add"));
            return;
        }
        long devices = additions.stream()
                .filter(addition -> addition.what().equals("device"))
                .count();
        remarks.add(Remark.note(label + ": " + count(devices, "device") + " and "
                + count(additions.size() - devices, "value") + " added by " + completer));
        additions.forEach(addition -> remarks.add(Remark.detail("  " + addition)));
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private void ignored(Completion completion) {
        if (!completion.mayLeaveOut()) {
            return;
        }
        for (LockedDevice device : completion.lock().devices()) {
            warn(() -> DeviceKinds.label(device.element()), device.facts());
        }
        warn(() -> "domain", completion.lock().domain());
    }

    private void warn(Supplier<String> device, Map<String, Held> facts) {
        StringJoiner paths = new StringJoiner(", ");
        facts.forEach((path, held) -> {
            if (held.isIgnored()) {
                paths.add((Facts.below(path) + " " + held.value()).strip());
            }
        });
        if (paths.length() > 0) {
            remarks.add(Remark.warning(
                    label + ": warning: " + device.get() + ": " + completer + " leaves out what you wrote: " + paths));
        }
    }
}

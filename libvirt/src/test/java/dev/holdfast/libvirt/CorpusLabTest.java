package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Adopted;
import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Siblings;
import dev.holdfast.libvirt.CorpusRun.Result;
import dev.holdfast.lock.LockText;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Difference;
import dev.holdfast.match.Differences;
import dev.holdfast.match.Pairs;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.HoldfastException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The laws, over everything that libvirt's own tests give it, on every libvirt of the lab. */
@Tag("lab")
class CorpusLabTest {

    private static final String REFUSED = "refused, with the reason";
    private static final String REJECTED = "rejected by libvirt";

    private static CorpusRun run;

    @BeforeAll
    static void completeEveryInputEverywhere() {
        run = new CorpusRun();
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    void noDeviceMovesOnAnotherLibvirt() {
        Table table = new Table();
        run.onEveryHost((to, libvirt) -> {
            for (Corpus.Input input : run.inputs()) {
                for (String from : run.hosts().keySet()) {
                    Completion before = run.completion(input.name(), from);
                    Completion alone = run.completion(input.name(), to);
                    if (from.equals(to) || before == null || alone == null) {
                        continue;
                    }
                    String row = from + " → " + to;
                    table.count(row, "pairs");
                    if (!literally(before.domain()).equals(literally(alone.domain()))) {
                        table.count(row, "differ without the lock");
                    }
                    switch (CorpusRun.complete(input.spec(), before.lock(), libvirt)) {
                        case Result.Done(Completion with) -> {
                            List<String> moved = missing(before.domain(), with.domain());
                            if (moved.isEmpty()) {
                                table.count(row, "held");
                            } else {
                                table.count(row, "moved or changed", input.name() + " " + moved);
                            }
                        }
                        case Result.Refused(String reason) -> table.count(row, REFUSED, input.name() + " " + reason);
                        case Result.Rejected(String message) ->
                            table.count(row, REJECTED, input.name() + " " + message);
                    }
                }
            }
        });
        Report.print(
                "another-libvirt",
                "Every input that two libvirts accept: completed and locked on the first, completed with that lock on"
                        + " the second",
                table.markdown(
                        "from → to",
                        List.of("pairs", "differ without the lock", "held", REFUSED, REJECTED, "moved or changed")),
                Map.of(REFUSED, table.reasons(REFUSED), REJECTED, table.reasons(REJECTED)));
        assertThat(table.reasons("moved or changed")).isEmpty();
    }

    @Test
    void noDeviceMovesWhenTheSpecIsEdited() {
        Table table = new Table();
        run.onEveryHost((host, libvirt) -> {
            for (Corpus.Input input : run.inputs()) {
                Completion before = run.completion(input.name(), host);
                if (before == null) {
                    continue;
                }
                for (Edit edit : Edit.values()) {
                    Optional<Element> edited = edit.apply(input.spec().domain());
                    if (edited.isEmpty()) {
                        continue;
                    }
                    Spec spec = Spec.parse(input.name(), DomainXml.write(edited.get()));
                    if (CorpusRun.complete(spec, null, libvirt) instanceof Result.Done(Completion afresh)) {
                        edited(table, edit, input, before, spec, afresh, host, libvirt);
                    }
                }
            }
        });
        Report.print(
                "edits",
                "Every input that a libvirt accepts, edited, on the same libvirt with the lock",
                table.markdown(
                        "edit", List.of("cases", "move without the lock", "held", REFUSED, REJECTED, "moved")),
                Map.of(REFUSED, table.reasons(REFUSED), REJECTED, table.reasons(REJECTED)));
        assertThat(table.reasons("moved")).isEmpty();
    }

    private static void edited(
            Table table,
            Edit edit,
            Corpus.Input input,
            Completion before,
            Spec spec,
            Completion afresh,
            String host,
            Libvirt libvirt) {
        table.count(edit.title(), "cases");
        if (!butOne(edit, missing(withoutMacs(before.domain()), withoutMacs(afresh.domain()))).isEmpty()) {
            table.count(edit.title(), "move without the lock");
        }
        String where = input.name() + " on " + host + " ";
        switch (CorpusRun.complete(spec, before.lock(), libvirt)) {
            case Result.Done(Completion with) -> {
                List<String> moved = butOne(edit, missing(before.domain(), with.domain()));
                if (moved.isEmpty()) {
                    table.count(edit.title(), "held");
                } else {
                    table.count(edit.title(), "moved", where + moved);
                }
            }
            case Result.Refused(String reason) -> table.count(edit.title(), REFUSED, where + reason);
            case Result.Rejected(String message) -> table.count(edit.title(), REJECTED, where + message);
        }
    }

    @Test
    void lawOneNothingIsLost() {
        List<String> lost = new ArrayList<>();
        forEachCompletion((input, host, completion) -> {
            Element fromLock = LockText.read(LockText.write(completion.lock()), "lock").toDomain();
            if (!same(withoutSecrets(completion.domain()), withoutSecrets(fromLock)).isEmpty()) {
                lost.add(input.name() + " on " + host + ": the lock is another domain");
            }
            Pairs<Element> pairs =
                    AfterCompletion.match(DeviceKinds.in(input.spec().domain()), DeviceKinds.in(completion.domain()));
            pairs.gone().stream()
                    .filter(device -> !"none".equals(device.attribute("model")))
                    .forEach(device -> lost.add(input.name() + " on " + host + ": " + DeviceKinds.label(device)));
            pairs.before().forEach((now, written) -> unsaid(written, now, completion, lost, input.name() + " " + host));
        });
        assertThat(lost).isEmpty();
    }

    /** What an owner wrote is in the domain or, where libvirt ignores it, in the lock as ignored. */
    private static void unsaid(
            Element written, Element now, Completion completion, List<String> lost, String where) {
        written.attributes().forEach((name, value) -> {
            boolean kept = now.attribute(name) != null;
            boolean told = completion.lock().devices().stream()
                    .flatMap(device -> device.facts().entrySet().stream())
                    .anyMatch(fact -> fact.getKey().endsWith("@" + name)
                            && fact.getValue().isIgnored()
                            && NormalForm.same(fact.getValue().value(), value));
            if (!kept && !told) {
                lost.add(where + ": " + written.name() + "@" + name + "=" + value);
            }
        });
        Siblings.pair(written, now).forEach((mine, theirs) -> unsaid(mine, theirs, completion, lost, where));
    }

    @Test
    void lawTwoAFixedPoint() {
        List<String> found = new ArrayList<>();
        forEachCompletion((input, host, first) -> {
            Libvirt libvirt = run.hosts().get(host);
            for (var lock : Arrays.asList(null, first.lock())) {
                String how = input.name() + " on " + host + (lock == null ? " without" : " with") + " its lock: ";
                switch (CorpusRun.complete(first.spec(), lock, libvirt)) {
                    case Result.Done(Completion again) -> {
                        again.additions().forEach(addition -> found.add(how + addition));
                        same(withoutAliases(first.domain()), withoutAliases(again.domain()))
                                .forEach(difference -> found.add(how + difference));
                    }
                    case Result.Refused(String reason) -> found.add(how + reason);
                    case Result.Rejected(String message) -> found.add(how + message);
                }
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void lawThreeStayPut() {
        List<String> touched = new ArrayList<>();
        forEachCompletion((input, host, first) -> {
            Completion again = Holdfast.complete(first.spec(), first.lock(), run.hosts().get(host));
            if (!again.spec().text().equals(first.spec().text())) {
                touched.add(input.name() + " on " + host + ": reflecting nothing changed the text");
            }
            List<String> lines = input.spec().text().lines().toList();
            List<String> after = first.spec().text().lines().toList();
            int at = 0;
            for (String line : lines) {
                while (at < after.size() && !extendsLine(line, after.get(at))) {
                    at++;
                }
                if (at == after.size()) {
                    touched.add(input.name() + " on " + host + ": lost the line " + line);
                    break;
                }
                at++;
            }
        });
        assertThat(touched).isEmpty();
    }

    /** A line of the spec is still there, perhaps with attributes, content or a resolved name more in it. */
    private static boolean extendsLine(String line, String after) {
        if (after.equals(line)) {
            return true;
        }
        String head = line.replaceAll("\\s*/?>.*$", "");
        return !head.isBlank() && after.startsWith(head);
    }

    @Test
    void adoptingChangesNothing() {
        List<String> problems = new ArrayList<>();
        forEachCompletion((input, host, completion) -> {
            for (String format : List.of("xml", "yaml")) {
                try {
                    Adopted adopted = Holdfast.adopt(
                            withoutAliases(completion.domain()), Lenses.named(format), run.hosts().get(host));
                    Completion again = Holdfast.complete(adopted.spec(), adopted.lock(), run.hosts().get(host));
                    same(withoutAliases(completion.domain()), again.domain())
                            .forEach(d -> problems.add(input.name() + " on " + host + " as " + format + ": " + d));
                } catch (HoldfastException e) {
                    if (rejectsItsOwnAnswer(completion.domain(), run.hosts().get(host))) {
                        continue;
                    }
                    problems.add(input.name() + " on " + host + " as " + format + ": " + e.getMessage());
                }
            }
        });
        assertThat(problems).isEmpty();
    }

    /** libvirt 9.0 leaves an attribute out of what it writes and then misses it: nobody can define that again. */
    private static boolean rejectsItsOwnAnswer(Element domain, Libvirt libvirt) {
        try {
            libvirt.complete(domain);
            return false;
        } catch (CompleterException e) {
            return true;
        }
    }

    /** Something done with one completion. */
    private interface Check {
        void on(Corpus.Input input, String host, Completion completion);
    }

    private static void forEachCompletion(Check check) {
        run.onEveryHost((host, libvirt) -> {
            for (Corpus.Input input : run.inputs()) {
                Completion completion = run.completion(input.name(), host);
                if (completion != null) {
                    synchronized (check) {
                        check.on(input, host, completion);
                    }
                }
            }
        });
    }

    /** Every difference between two domains, whatever order they have their devices in. */
    private static List<Difference> same(Element one, Element other) {
        List<Difference> found = new ArrayList<>(Differences.between(one.without("devices"), other.without("devices")));
        Pairs<Element> pairs = AfterCompletion.match(DeviceKinds.in(one), DeviceKinds.in(other));
        pairs.gone().forEach(device -> found.add(new Difference("gone", device.toString(), null)));
        pairs.added().forEach(device -> found.add(new Difference("added", null, device.toString())));
        pairs.before().forEach((now, was) -> found.addAll(Differences.between(was, now)));
        return found;
    }

    private static Element withoutAliases(Element domain) {
        return mapDevices(domain, device -> device.without("alias"));
    }

    private static Element withoutMacs(Element domain) {
        return mapDevices(domain, device -> device.without("mac"));
    }

    private static Element withoutSecrets(Element domain) {
        return mapDevices(domain, device -> device.withoutAttribute("passwd"));
    }

    private static Element mapDevices(Element domain, UnaryOperator<Element> change) {
        return DeviceKinds.replaceIn(
                domain, DeviceKinds.in(domain).stream().map(change).toList());
    }

    private static List<String> literally(Element domain) {
        return Corpus.footprints(withoutMacs(domain), true).stream().sorted().toList();
    }

    private static List<String> missing(Element before, Element after) {
        List<String> rest = new ArrayList<>(Corpus.footprints(before));
        Corpus.footprints(after).forEach(rest::remove);
        return rest;
    }

    /** What is missing but for the one device that the edit removes. */
    private static List<String> butOne(Edit edit, List<String> missing) {
        List<String> rest = new ArrayList<>(missing);
        if (!edit.removed().isEmpty()) {
            rest.stream()
                    .filter(print -> print.startsWith(edit.removed() + " "))
                    .findFirst()
                    .ifPresent(rest::remove);
        }
        return rest;
    }
}

package dev.holdfast.match;

import dev.holdfast.device.DeviceKind;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Key;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.PciAddress;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Matches the devices of a lock with those of a spec that may have been edited since. A device is found by the first
 * of these that tells: the name its owner gave it, a strong key, its address, a weak key, all that its owner wrote of
 * it, and at last by being the only one left on both sides. Where even that leaves a choice, nothing is chosen. One
 * that its owner calls by another name than before is the same only by what no other device has.
 */
public final class AcrossEdit {

    private static final String NAME_THEM = "Give the devices names (XML: <alias name='ua-NAME'/>, YAML: name: NAME)";

    /**
     * How an uncertain match is told of.
     *
     * @param before what the devices before are called
     * @param remedy what to do about it
     */
    public record Terms(String before, String remedy) {

        /** A lock's devices and a spec's. */
        public static final Terms OF_LOCK = new Terms("locked", NAME_THEM + ", then lock again");

        /** Those of two whole VMs. */
        public static final Terms OF_TWO = new Terms("old VM's", NAME_THEM + ", the same in both");
    }

    private final List<Known> known;
    /** What the owner wrote of each device. */
    private final List<Element> listed;
    /** The same with what the format fills in, where it does. */
    private final Map<Element, Element> filledIn;

    private final Pairs<Known> pairs;
    private final DeviceKind kind;
    private final List<Problem> problems;
    private final Terms terms;

    private AcrossEdit(
            DeviceKind kind,
            List<Known> known,
            List<Element> listed,
            Map<Element, Element> filledIn,
            Pairs<Known> pairs,
            List<Problem> problems,
            Terms terms) {
        this.kind = kind;
        this.known = known;
        this.listed = listed;
        this.filledIn = filledIn;
        this.pairs = pairs;
        this.problems = problems;
        this.terms = terms;
    }

    /**
     * The match. Only what an owner wrote tells a device; what its format fills in may be another tomorrow.
     *
     * @param stated the spec's devices, which are what is paired
     * @param written what the owner wrote of each of them
     * @throws RefusalException naming the candidates where a match is not certain
     */
    public static Pairs<Known> match(List<Known> known, List<Element> stated, UnaryOperator<Element> written) {
        return match(known, stated, written, Terms.OF_LOCK);
    }

    /** The same, with an uncertain match told of in these terms. */
    public static Pairs<Known> match(
            List<Known> known, List<Element> stated, UnaryOperator<Element> written, Terms terms) {
        Map<String, List<Known>> before = new LinkedHashMap<>();
        Map<String, List<Element>> after = new LinkedHashMap<>();
        known.forEach(k -> before.computeIfAbsent(k.name(), n -> new ArrayList<>())
                .add(k));
        Map<Element, Element> filledIn = Map.of();
        for (Element device : stated) {
            Element own = written.apply(device);
            after.computeIfAbsent(own.name(), n -> new ArrayList<>()).add(own);
            if (own != device) {
                filledIn = filledIn.isEmpty() ? new IdentityHashMap<>() : filledIn;
                filledIn.put(own, device);
            }
        }
        Pairs<Known> pairs = Pairs.empty();
        List<Problem> problems = new ArrayList<>();
        Map<Element, Element> whole = filledIn;
        after.forEach((name, devices) -> {
            List<Known> candidates = before.remove(name);
            new AcrossEdit(
                            DeviceKinds.of(devices.getFirst()),
                            candidates == null ? new ArrayList<>() : candidates,
                            devices,
                            whole,
                            pairs,
                            problems,
                            terms)
                    .matchKind();
        });
        before.values().forEach(pairs.gone()::addAll);
        if (!problems.isEmpty()) {
            throw new RefusalException(problems);
        }
        return pairs;
    }

    private void matchKind() {
        bySameWords();
        byName();
        for (Key key : kind.keys()) {
            if (key.strong()) {
                unique(key::of, key::of, (device, candidate) -> true);
            }
        }
        unique(AcrossEdit::address, candidate -> address(candidate.element()), AcrossEdit::fits);
        for (Key key : kind.keys()) {
            if (!key.strong()) {
                unique(key::of, key::of, key.strength() == Key.Strength.WEAK ? AcrossEdit::fits : AcrossEdit::mayBe);
            }
        }
        byAllThatWasWritten(Known::written);
        byAllThatWasWritten(Known::element);
        byBeingLeft();
        pairs.gone().addAll(known);
        listed.forEach(device -> pairs.added().add(stated(device)));
    }

    /** By the alias that is locked; by the id only where there is none, because one's id may be another's name. */
    private void byName() {
        if (listed.stream().allMatch(device -> device.child("alias") == null)) {
            return;
        }
        byAlias(candidate -> candidate.value("alias@name"));
        byAlias(candidate -> candidate.value("alias@name") == null ? Identity.USER_ALIAS + candidate.id() : null);
    }

    private void byAlias(Function<Known, @Nullable String> aliasOf) {
        for (Element device : List.copyOf(listed)) {
            String alias = device.value("alias@name");
            if (alias == null) {
                continue;
            }
            for (Known candidate : known) {
                if (alias.equals(aliasOf.apply(candidate))) {
                    settle(device, candidate);
                    break;
                }
            }
        }
    }

    /** The same device, or, where its nature changed, another one in its stead. */
    private void settle(Element device, Known candidate) {
        AfterCompletion.removeSame(listed, device);
        AfterCompletion.removeSame(known, candidate);
        if (Nature.compatible(device, candidate) && !isTakenBack(device, candidate)) {
            pairs.before().put(stated(device), candidate);
        } else {
            pairs.gone().add(candidate.listed() ? candidate : new Known(candidate.id(), candidate.locked(), Words.of(device)));
            pairs.added().add(stated(device));
        }
    }

    private Element stated(Element device) {
        return filledIn.getOrDefault(device, device);
    }

    /** Where an owner no longer says what makes a device what it is, the format says it again. */
    private boolean isTakenBack(Element device, Known candidate) {
        Element stated = filledIn.get(device);
        Words words = candidate.words();
        return stated != null && words != null && Nature.isTakenBack(words, device, stated);
    }

    /** Settles what just one device on either side has the same of. */
    private void unique(
            Function<Element, @Nullable Object> key,
            Function<Known, @Nullable Object> before,
            BiPredicate<Element, Known> fits) {
        SoleKey.pair(listed, key, known, before, (device, candidate) -> {
            if (fits.test(device, candidate)) {
                settle(device, candidate);
            }
        });
    }

    private static boolean fits(Element device, Known candidate) {
        return Nature.compatible(device, candidate) && !Nature.conflict(device, candidate);
    }

    /** Where only what others may have as well speaks for it, a name that its owner changed makes another device. */
    private static boolean mayBe(Element device, Known candidate) {
        return fits(device, candidate) && !isRenamed(device, candidate);
    }

    private static boolean isRenamed(Element device, Known candidate) {
        String now = device.value("alias@name");
        Words written = now == null ? null : candidate.words();
        String before = written == null ? null : written.value("alias@name");
        return before != null && !before.equals(now);
    }

    private static @Nullable Object address(Element device) {
        Optional<PciAddress> pci = PciAddress.in(device);
        if (pci.isPresent()) {
            return pci.get();
        }
        Element address = device.child("address");
        return address == null || address.attribute("type") == null || address.attributes().size() < 2
                ? null
                : address.attributes();
    }

    /** Most kinds have one device, of which its owner writes what was locked: then nothing is left to be told apart. */
    private void bySameWords() {
        if (listed.size() == 1 && known.size() == 1 && known.getFirst().isWrittenAs(listed.getFirst())) {
            settle(listed.getFirst(), known.getFirst());
        }
    }

    /**
     * Devices of which exactly the same was written can stand for each other as long as none of them went: then it
     * doesn't matter which of them is called which.
     */
    private void byAllThatWasWritten(Function<Known, @Nullable Element> of) {
        if (listed.isEmpty() || known.isEmpty()) {
            return;
        }
        Map<Map<String, String>, List<Element>> groups = new LinkedHashMap<>();
        listed.forEach(device -> groups.computeIfAbsent(written(device), f -> new ArrayList<>())
                .add(device));
        groups.forEach((facts, devices) -> {
            List<Known> same = new ArrayList<>();
            for (Known candidate : known) {
                Element element = of.apply(candidate);
                if (element != null && facts.equals(written(element)) && devices.stream().anyMatch(d -> mayBe(d, candidate))) {
                    same.add(candidate);
                }
            }
            if (devices.size() < same.size()) {
                ambiguous(devices.getFirst(), same);
                same.forEach(k -> AfterCompletion.removeSame(known, k));
                devices.forEach(d -> AfterCompletion.removeSame(listed, d));
                return;
            }
            for (Element device : devices) {
                same.stream().filter(k -> mayBe(device, k)).findFirst().ifPresent(candidate -> {
                    AfterCompletion.removeSame(same, candidate);
                    settle(device, candidate);
                });
            }
        });
    }

    private static Map<String, String> written(Element device) {
        return Facts.sorted(device.without("alias"));
    }

    private void byBeingLeft() {
        for (Element device : List.copyOf(listed)) {
            List<Known> candidates = candidates(device);
            if (candidates.isEmpty()) {
                continue;
            }
            long rivals = listed.stream()
                    .filter(other -> candidates(other).contains(candidates.getFirst()))
                    .count();
            if (candidates.size() == 1 && rivals == 1) {
                settle(device, candidates.getFirst());
            } else {
                ambiguous(device, candidates);
            }
        }
    }

    private List<Known> candidates(Element device) {
        return known.stream()
                .filter(k -> k.listed() || kind.impliedAlone())
                .filter(k -> mayBe(device, k))
                .toList();
    }

    private void ambiguous(Element device, List<Known> candidates) {
        String names = String.join(" or ", candidates.stream().map(Known::label).toList());
        problems.add(Problem.at(
                        device.place(),
                        candidates.size() == 1
                                ? "this could be the " + terms.before() + " " + names + ", and so could another " + device.name()
                                : "this could be any of the " + terms.before() + " " + names,
                        terms.remedy())
                .about(DeviceKinds.label(device)));
    }
}

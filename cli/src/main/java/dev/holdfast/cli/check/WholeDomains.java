package dev.holdfast.cli.check;

import dev.holdfast.Completer;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.abi.Drawn;
import dev.holdfast.cli.option.ConnectionOptions;
import dev.holdfast.cli.option.LockOptions;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Version;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.lock.LockText;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Spec;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a whole domain of whatever a side is. */
final class WholeDomains {

    /** Devices that have an address wherever libvirt has written them down. */
    private static final Set<String> ADDRESSED = Set.of("disk", "interface", "controller");

    /** How a lock names who made it. */
    private static final Pattern MAKER = Pattern.compile(".* (\\d+\\.\\d+\\.\\d+)");

    private final boolean anyone;
    private final Connection completing;
    private final LockOptions locks;
    private final Surroundings surroundings;

    /**
     * With these ways of completing.
     *
     * @param anyone whether nobody said who completes
     * @param completing what completes a spec
     */
    WholeDomains(boolean anyone, Connection completing, LockOptions locks, Surroundings surroundings) {
        this.anyone = anyone;
        this.completing = completing;
        this.locks = locks;
        this.surroundings = surroundings;
    }

    /** A lock's domain, a libvirt's definition, domain XML that is complete, or else what becomes of a spec with its lock. */
    Whole of(Side side) {
        return switch (side) {
            case Side.Defined defined -> Whole.asItIs(definition(defined));
            case Side.File(Input input) -> of(input);
        };
    }

    private Whole of(Input input) {
        String text = input.text();
        if (LockFile.isLock(input.name(), text)) {
            return Whole.asItIs(LockText.read(text, input.label()).toDomain());
        }
        LockFile file = locks.of(input, surroundings);
        Spec spec = Spec.parse(input.label(), text);
        Lock lock = locks.home(spec, file).read();
        return lock == null && isComplete(spec.domain())
                ? Whole.asItIs(spec.domain())
                : completed(spec, lock, completer(lock));
    }

    private static Whole completed(Spec spec, @Nullable Lock lock, Completer completer) {
        Element complete = Holdfast.complete(spec, lock, completer, AbiChanges.ACCEPT).domain();
        List<Element> given = lock == null ? List.of(spec.domain()) : List.of(spec.domain(), lock.toDomain());
        return new Whole(complete, Drawn.in(complete, given));
    }

    /** Who was named; else whoever is nearest to the one that made the lock, so that nothing newer adds to it. */
    private Completer completer(@Nullable Lock lock) {
        Matcher maker = MAKER.matcher(lock == null ? "" : lock.made().completer());
        return anyone && maker.matches()
                ? Planner.on(Platforms.nearest(Version.parse(maker.group(1))))
                : completing.completer();
    }

    /** What a lock holds, whatever its spec says since. */
    Whole held(Input input) {
        LockFile file = locks.of(input, surroundings);
        Lock lock = locks.home(input.read(), file).read();
        if (lock == null) {
            throw new UnusableInputException(Problem.of(
                    input.label() + " has no lock, which says what its guest has now",
                    "Make one with holdfast lock, or name another VM to compare with"));
        }
        return Whole.asItIs(lock.toDomain());
    }

    /** What a spec alone comes to. */
    Whole alone(Input input) {
        String text = input.text();
        if (LockFile.isLock(input.name(), text)) {
            throw new UnusableInputException(Problem.of(
                    input.label() + " is a lock, and with --on alone it takes the spec beside it",
                    "Name the spec, or a second VM to compare with"));
        }
        return completed(Spec.parse(input.label(), text), null, completing.completer());
    }

    /** True for XML that a libvirt has completed: nothing is left to be decided there. */
    static boolean isComplete(Element domain) {
        return domain.child("uuid") != null
                && domain.value("os/type@machine") != null
                && DeviceKinds.in(domain).stream()
                        .filter(device -> ADDRESSED.contains(device.name()))
                        .allMatch(device -> device.child("address") != null || isWithoutAddress(device));
    }

    /** The root, and what is no device of its own. */
    private static boolean isWithoutAddress(Element device) {
        String type = device.attribute("type");
        boolean none = "none".equals(device.attribute("model"));
        boolean root = "pci".equals(type) && NormalForm.same("0", device.attribute("index"));
        boolean ofTheBoard = "fdc".equals(type) || "ide".equals(type) || "isa".equals(type);
        return device.name().equals("controller") && (none || root || ofTheBoard);
    }

    private Element definition(Side.Defined defined) {
        try (Connection connection = ConnectionOptions.open(defined.uri(), surroundings)) {
            return connection.host().definition(defined.name()).orElseThrow(() -> new UnusableInputException(Problem.of(
                    "There is no domain " + defined.name() + " on " + defined.uri(),
                    "virsh -c " + defined.uri() + " list --all names them")));
        }
    }
}

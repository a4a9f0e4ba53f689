package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.lock.Trace;
import dev.holdfast.match.AcrossEdit;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Identity;
import dev.holdfast.match.Known;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a lock out of a definition that libvirt has: the definition is what its guest sees, so it is what holds. */
final class Recovery {

    private final Element domain;
    private final List<Element> devices;
    private final Spec spec;
    private final @Nullable Lock earlier;
    private final Locking locking;
    private final Map<Element, LockedDevice> before = new IdentityHashMap<>();
    private final Map<Element, String> ids = new IdentityHashMap<>();

    private Recovery(Element definition, Spec spec, @Nullable Lock earlier, Platform platform) {
        this.domain = AppliedMark.without(definition);
        this.devices = DeviceKinds.in(domain);
        this.spec = spec;
        this.earlier = earlier;
        this.locking = new Locking(earlier, platform);
        if (earlier != null) {
            findBefore(earlier);
        }
        Set<String> taken = new HashSet<>();
        before.values().forEach(device -> taken.add(device.id()));
        for (Element device : devices) {
            LockedDevice known = before.get(device);
            ids.put(device, known != null ? known.id() : Identity.natural(device, taken));
        }
    }

    private void findBefore(Lock lock) {
        Map<Element, LockedDevice> of = new IdentityHashMap<>();
        List<Element> elements = new ArrayList<>();
        for (LockedDevice device : lock.devices()) {
            Element element = device.element();
            elements.add(element);
            of.put(element, device);
        }
        AfterCompletion.match(elements, devices).before().forEach((now, then) -> {
            LockedDevice device = of.get(then);
            if (device != null) {
                before.put(now, device);
            }
        });
    }

    /**
     * The lock of a definition that an apply made whose own lock isn't there. Where the mark says that it was of this
     * very spec, libvirt's definition is the answer to it; else what the spec says otherwise is an edit.
     *
     * @param earlier the lock before that apply; null where there is none
     */
    static Lock ofMarked(
            Element definition, AppliedMark mark, Spec spec, @Nullable Lock earlier, Platform platform) {
        if (!mark.isOf(spec)) {
            Recovery recovery = new Recovery(definition, spec, earlier, platform);
            return recovery.lock(recovery.matched(), mark.generation());
        }
        Submission submission = Submission.of(spec, earlier, platform);
        Answer answer = Answer.of(AppliedMark.without(definition), spec, submission);
        Lock made = new Outcome(earlier, submission, answer, platform).lock();
        return new Lock(made.made(), mark.generation(), made.domain(), made.devices());
    }

    /**
     * The lock of a definition that was changed in libvirt.
     *
     * @param written what the spec has of each device of the definition
     * @param earlier what was locked before the change
     */
    static Lock ofDrifted(
            Element definition, Map<Element, Element> written, Spec spec, Lock earlier, Platform platform) {
        return new Recovery(definition, spec, earlier, platform).lock(written, earlier.generation());
    }

    /** The lock of a definition of which the spec was made. */
    static Lock ofAdopted(Element definition, Spec spec, int generation, Platform platform) {
        Recovery recovery = new Recovery(definition, spec, null, platform);
        Map<Element, Element> written =
                AfterCompletion.match(DeviceKinds.in(spec.domain()), recovery.devices).before();
        return recovery.lock(written, generation);
    }

    /** Which device of the definition is which of the spec, as far as that is certain. */
    private Map<Element, Element> matched() {
        Map<Element, Element> inOrder = AfterCompletion.match(DeviceKinds.in(spec.domain()), devices).before();
        List<Known> known = new ArrayList<>();
        for (Element device : devices) {
            known.add(new Known(ids.getOrDefault(device, device.name()), device, words(device, inOrder)));
        }
        Map<Element, Element> written = new IdentityHashMap<>();
        AcrossEdit.match(known, DeviceKinds.in(spec.domain()), spec::written)
                .before()
                .forEach((own, was) -> written.put(was.element(), own));
        return written;
    }

    /**
     * What its owner is taken to have written of a device: what the earlier lock says; else, where as many of its kind
     * are in the spec as in the definition, what is written of its counterpart there; else nobody knows, and all of it
     * stands for it. Null for one that its owner doesn't list.
     */
    private @Nullable Element words(Element device, Map<Element, Element> inOrder) {
        LockedDevice then = before.get(device);
        if (then != null && then.listed()) {
            return then.known().written();
        }
        if (!isListed(device, null)) {
            return null;
        }
        long now = DeviceKinds.in(spec.domain()).stream().filter(own -> own.name().equals(device.name())).count();
        long were = devices.stream().filter(other -> other.name().equals(device.name()) && isListed(other, null)).count();
        Element own = now == were ? inOrder.get(device) : null;
        return own == null ? device : spec.written(own);
    }

    private Lock lock(Map<Element, Element> written, int generation) {
        List<LockedDevice> locked = new ArrayList<>();
        for (Element device : devices) {
            LockedDevice then = before.get(device);
            Element own = written.get(device);
            locked.add(new LockedDevice(
                    ids.getOrDefault(device, device.name()),
                    isListed(device, own),
                    Trace.afterEdit(
                            device,
                            own == null ? null : spec.written(own),
                            own,
                            then == null ? Map.of() : then.facts(),
                            locking.completer())));
        }
        return locking.lock(
                generation,
                Trace.afterEdit(
                        DeviceKinds.outside(domain),
                        DeviceKinds.outside(spec.written(spec.domain())),
                        DeviceKinds.outside(spec.domain()),
                        earlier == null ? Map.of() : earlier.domain(),
                        locking.completer()),
                locked);
    }

    /** Holdfast gives an alias only to what an owner lists; libvirt keeps none of its own in a definition. */
    private boolean isListed(Element device, @Nullable Element own) {
        LockedDevice then = before.get(device);
        boolean named = Identity.isNamed(device) && !DeviceKinds.isShadow(device);
        return own != null || named || then != null && then.listed();
    }
}

package dev.holdfast.libvirt.machine;

import dev.holdfast.Applied;
import dev.holdfast.Completion;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.Plugged;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.lock.Lock;
import dev.holdfast.spec.Spec;
import org.jspecify.annotations.Nullable;

/** With Holdfast: the lock of the last time is there the next time. */
final class WithHoldfast implements Way {

    private @Nullable Lock lock;

    @Override
    public Element complete(Libvirt libvirt, Element spec) {
        Completion completion = Holdfast.complete(parsed(spec), lock, libvirt);
        lock = completion.lock();
        return completion.domain();
    }

    @Override
    public Element define(Libvirt libvirt, Element spec) {
        return apply(libvirt, spec, AbiChanges.REFUSE);
    }

    /** The same for an owner who says that the guest may notice. */
    Element defineAccepting(Libvirt libvirt, Element spec) {
        return apply(libvirt, spec, AbiChanges.ACCEPT);
    }

    private Element apply(Libvirt libvirt, Element spec, AbiChanges abiChanges) {
        Applied applied = Holdfast.apply(parsed(spec), lock, libvirt, abiChanges, Drift.REFUSE);
        lock = applied.completion().lock();
        return libvirt.definition(spec.value("name")).orElseThrow();
    }

    /** The lock carries on; the spec stays its owner's. */
    @Override
    public Element carriedOn(Element spec, Element completed) {
        return spec;
    }

    @Override
    public Element plug(Libvirt libvirt, Running running, Element spec, Element device) {
        Plugged plugged = Holdfast.attach(parsed(spec), lock, libvirt, device);
        lock = plugged.completion().lock();
        return plugged.spec().domain();
    }

    private static Spec parsed(Element spec) {
        return Spec.parse(spec.value("name") + ".xml", DomainXml.write(spec));
    }
}

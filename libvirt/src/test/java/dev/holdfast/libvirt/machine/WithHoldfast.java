package dev.holdfast.libvirt.machine;

import dev.holdfast.Applied;
import dev.holdfast.Completion;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        return apply(libvirt, spec, AbiChanges.REFUSE, Drift.REFUSE);
    }

    /** The same for an owner who says that the guest may notice. */
    Element defineAccepting(Libvirt libvirt, Element spec) {
        return apply(libvirt, spec, AbiChanges.ACCEPT, Drift.REFUSE);
    }

    private Element apply(Libvirt libvirt, Element spec, AbiChanges abiChanges, Drift drift) {
        Applied applied = Holdfast.apply(parsed(spec), lock, libvirt, abiChanges, drift);
        lock = applied.completion().lock();
        return libvirt.definition(spec.value("name")).orElseThrow();
    }

    /** The lock carries on; the spec stays its owner's. */
    @Override
    public Element carriedOn(Element spec, Element completed) {
        return spec;
    }

    @Override
    public Element plugged(Libvirt libvirt, Element spec, Element device) {
        List<Element> devices = new ArrayList<>(DeviceKinds.in(spec));
        devices.add(device);
        Element planned = Holdfast.complete(parsed(DeviceKinds.replaceIn(spec, devices)), lock, libvirt)
                .domain();
        String name = DeviceName.of(device);
        Element address = DeviceKinds.in(planned).stream()
                .filter(candidate -> DeviceName.of(candidate).equals(name))
                .map(found -> Objects.requireNonNull(found.child("address")))
                .findFirst()
                .orElseThrow();
        String bus = Integer.decode(address.attribute("bus")).toString();
        boolean runs = DeviceKinds.in(Objects.requireNonNull(lock).toDomain()).stream()
                .anyMatch(held -> "pci".equals(held.attribute("type")) && bus.equals(held.attribute("index")));
        if (!runs) {
            throw new RefusalException(Problem.of("The running VM has no port free", "Reserve one and start it again"));
        }
        return device.plus(address);
    }

    /** The device came behind Holdfast's back: it is taken over into the spec. */
    @Override
    public Element afterPlugging(Libvirt libvirt, Element spec, Element device) {
        return apply(libvirt, spec, AbiChanges.REFUSE, Drift.ACCEPT);
    }

    private static Spec parsed(Element spec) {
        return Spec.parse(spec.value("name") + ".xml", DomainXml.write(spec));
    }
}

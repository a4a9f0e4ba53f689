package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.Libvirt;

/** Without Holdfast: what the owner wrote is submitted as it is, each time. */
final class LibvirtAlone implements Way {

    @Override
    public Element complete(Libvirt libvirt, Element spec) {
        return libvirt.complete(spec);
    }

    @Override
    public Element define(Libvirt libvirt, Element spec) {
        return libvirt.define(spec);
    }

    @Override
    public Element carriedOn(Element spec, Element completed) {
        return completed;
    }

    @Override
    public Element plug(Libvirt libvirt, Running running, Element spec, Element device) {
        running.attach(DomainXml.write(device));
        Element uuid = libvirt.definition(spec.value("name")).orElseThrow().child("uuid");
        return spec.plus(uuid).mapChild("devices", devices -> devices.plus(device));
    }
}

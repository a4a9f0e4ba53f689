package dev.holdfast.spec.kubevirt;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Problem;
import dev.holdfast.spec.Reserved;
import dev.holdfast.spec.Targets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The domain that KubeVirt makes of a manifest, as far as hardware goes.
 *
 * @param domain everything
 * @param written the whole and each device, by identity, without what KubeVirt fills in
 * @param sources the field that asked for each device, by identity
 * @param reserved the ports that its scheme keeps free
 * @param onRootComplex whether PCI devices go to the root bus
 * @param remarks what the manifest leaves to the cluster or the node
 */
record Conversion(
        Element domain,
        Map<Element, Element> written,
        Map<Element, Field> sources,
        Reserved reserved,
        boolean onRootComplex,
        List<Problem> remarks) {

    /** Reads it; what is wrong is noted in the manifest's problems. */
    static Conversion of(Manifest manifest) {
        Vmi vmi = manifest.vmi();
        KnownFields.check(vmi.domain());
        Part domain = Part.of("domain");
        new Whole(vmi).addTo(domain);
        new Features(vmi).addTo(domain);
        Disks disks = new Disks(vmi);
        List<Part> parts = new Devices(vmi, disks.all()).all();
        domain.set("iothreads", disks.threads() == 0 ? null : Long.toString(disks.threads()));
        boolean express = String.valueOf(domain.child("os").value("type@machine")).contains("q35");
        Reserved reserved = new PortScheme(vmi, parts).reserved(express);
        List<Element> devices = new ArrayList<>();
        List<Element> bare = new ArrayList<>();
        Map<Element, Element> written = new IdentityHashMap<>();
        Map<Element, Field> sources = new IdentityHashMap<>();
        for (Part part : parts) {
            Element device = part.element();
            Element own = part.written().at(device.place());
            devices.add(device);
            bare.add(own);
            written.put(device, own);
            Field source = part.source();
            if (source != null) {
                sources.put(device, source);
            }
        }
        Element whole = domain.element().plus(Element.of("devices").withChildren(devices)).at(manifest.root().place());
        written.put(whole, domain.written().plus(Element.of("devices").withChildren(bare)).at(whole.place()));
        List<Problem> remarks = vmi.remarks().stream()
                .sorted(Comparator.comparingInt(remark -> remark.place() == null ? 0 : remark.place().line()))
                .toList();
        return new Conversion(whole, written, sources, reserved, vmi.has(RootComplex.ANNOTATION), remarks);
    }

    /** Places and names what neither its owner nor a lock did. */
    Element settle(Element devices) {
        List<Element> addressed = new ArrayList<>();
        for (Element device : Targets.name(devices).elements()) {
            boolean scsi = device.name().equals("disk")
                    && "scsi".equals(device.value("target@bus"))
                    && device.child("address") == null;
            addressed.add(scsi ? device.plus(unit(device)) : device);
        }
        Element placed = devices.withChildren(addressed);
        return onRootComplex ? RootComplex.place(placed) : placed;
    }

    /** KubeVirt numbers SCSI disks as it letters them. */
    private static Element unit(Element disk) {
        int number = Targets.number(String.valueOf(disk.value("target@dev")), "sd");
        return Element.of(
                "address", "type", "drive", "controller", "0", "bus", "0", "unit", Integer.toString(Math.max(0, number)));
    }
}

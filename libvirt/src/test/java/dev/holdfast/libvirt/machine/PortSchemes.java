package dev.holdfast.libvirt.machine;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * KubeVirt's three ways to keep ports free, one after the other. It defines the VM with placeholder cards, which
 * libvirt places right after the VM's own, and takes them out again, so that their ports stay.
 */
record PortSchemes() implements Change {

    /** Placeholders come with these MACs. */
    private static final int PLACEHOLDER = 100;

    @Override
    public String title() {
        return "KubeVirt's port schemes, v1 to v2 to v3";
    }

    @Override
    public boolean concerns(Vm vm) {
        return vm.isExpress();
    }

    @Override
    public List<Hardware> starts(Vm vm, Way way, Hosts hosts) {
        Hosts.Site site = hosts.get(vm.number());
        boolean large = vm.number() % 2 == 0;
        Element spec = vm.spec()
                .mapChild("memory", memory -> memory.withText(large ? "3072" : "1024"));
        long cards = DeviceKinds.in(spec).stream().filter(device -> device.name().equals("interface")).count();
        int used = portsInUse(site.libvirt().complete(spec));
        int v1 = (int) Math.max(0, 4 - cards);
        int v2 = large ? Math.max(16 - used, 6) : Math.max(8 - used, 3);
        List<Hardware> all = new ArrayList<>();
        all.add(start(site, way, vm, spec, v1, 0));
        all.add(start(site, way, vm, spec, v2, 0));
        all.add(start(site, way, vm, spec, v1, Math.max(0, v2 - v1)));
        return all;
    }

    private static Hardware start(Hosts.Site site, Way way, Vm vm, Element spec, int placeholders, int appended) {
        List<Element> reserving = new ArrayList<>(DeviceKinds.in(spec));
        List<Element> cards = new ArrayList<>();
        for (int i = 0; i < placeholders; i++) {
            cards.add(XmlSource.parse(Parts.card(Parts.mac(vm.number(), PLACEHOLDER + i), "virtio", ""), "placeholder"));
        }
        reserving.addAll(cards);
        Element completed = way.complete(site.libvirt(), DeviceKinds.replaceIn(spec, reserving));
        List<Element> kept = new ArrayList<>(DeviceKinds.in(way.carriedOn(spec, completed)));
        Set<String> names = new HashSet<>(cards.stream().map(DeviceName::of).toList());
        kept.removeIf(device -> names.contains(DeviceName.of(device)));
        int next = (int) DeviceKinds.in(completed).stream().filter(PortSchemes::isBus).count();
        for (int i = 0; i < appended; i++) {
            kept.add(Element.of("controller", "type", "pci", "index", "" + (next + i), "model", "pcie-root-port"));
        }
        Element base = DeviceKinds.replaceIn(way.carriedOn(spec, completed), kept);
        return site.starts().once(way.define(site.libvirt(), base));
    }

    private static boolean isBus(Element device) {
        return device.name().equals("controller") && "pci".equals(device.attribute("type"));
    }

    /** Root ports that something is plugged into. */
    private static int portsInUse(Element complete) {
        Set<Integer> buses = new HashSet<>();
        DeviceKinds.in(complete).stream()
                .map(device -> device.child("address"))
                .filter(Objects::nonNull)
                .filter(address -> "pci".equals(address.attribute("type")))
                .forEach(address -> buses.add(Integer.decode(address.attribute("bus"))));
        return (int) DeviceKinds.in(complete).stream()
                .filter(device -> "pcie-root-port".equals(device.attribute("model")))
                .filter(port -> buses.contains(Integer.valueOf(port.attribute("index"))))
                .count();
    }
}

package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import java.util.List;

/** A network card is plugged into the running VM and its definition, and goes into the spec; then the VM is started again. */
record Hotplug() implements Change {

    @Override
    public String title() {
        return "a card hotplugged, then restarted from the spec";
    }

    @Override
    public boolean concerns(Vm vm) {
        return true;
    }

    @Override
    public List<Hardware> starts(Vm vm, Way way, Hosts hosts) {
        Hosts.Site site = hosts.get(vm.number());
        Element card = XmlSource.parse(Parts.card(Parts.mac(vm.number(), 200), "virtio", ""), "card");
        Element definition = way.define(site.libvirt(), vm.spec());
        try {
            Hardware plugged;
            Element spec;
            try (Running running = site.starts().start(definition)) {
                site.starts().of(running);
                spec = way.plug(site.libvirt(), running, vm.spec(), card);
                plugged = site.starts().of(running);
            }
            try (Running running = site.starts().start(way.define(site.libvirt(), spec))) {
                return List.of(plugged, site.starts().of(running));
            }
        } finally {
            site.virsh().run("undefine", vm.spec().value("name"));
        }
    }
}

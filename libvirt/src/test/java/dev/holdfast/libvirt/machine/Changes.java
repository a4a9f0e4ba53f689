package dev.holdfast.libvirt.machine;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.machine.Submissions.Submitted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The changes of the table, in its order. */
final class Changes {

    /** On what card is added, by the VM's number. */
    private static final List<String> CARDS = List.of("virtio", "e1000e", "e1000");

    private static final Predicate<Vm> ANY = vm -> true;

    private Changes() {}

    static List<Change> all() {
        return List.of(
                new Submissions("libvirt 7.0 → 9.0 → 11.3 → 12.8, each with its QEMU", ANY, (vm, hosts) ->
                        hosts.all().stream().map(site -> new Submitted(site, vm.spec())).toList()),
                new Submissions("the same, machine given as `q35` or `pc`", ANY, (vm, hosts) -> hosts.all().stream()
                        .map(site -> new Submitted(site, vm.onMachine(vm.isExpress() ? "q35" : "pc")))
                        .toList()),
                edit("a disk added", ANY, Changes::diskAdded),
                edit("a disk removed", vm -> has(vm, "disk"), vm -> vm.with(devices -> without(devices, "disk"))),
                edit("a card added", ANY, Changes::cardAdded),
                edit(
                        "a card removed",
                        vm -> has(vm, "interface"),
                        vm -> vm.with(devices -> without(devices, "interface"))),
                edit("devices reordered", ANY, vm -> vm.with(Changes::reordered)),
                new Hotplug(),
                new Submissions("undefined, defined again on another libvirt", ANY, (vm, hosts) -> List.of(
                        new Submitted(hosts.get(vm.number()), vm.spec()),
                        new Submitted(hosts.get(vm.number() + 1 + vm.number() % 3), vm.spec()))),
                new PortSchemes());
    }

    private static Change edit(String title, Predicate<Vm> concerned, Function<Vm, Element> edited) {
        return new Submissions(title, concerned, (vm, hosts) -> {
            Hosts.Site site = hosts.get(vm.number());
            return List.of(new Submitted(site, vm.spec()), new Submitted(site, edited.apply(vm)));
        });
    }

    private static Element diskAdded(Vm vm) {
        return vm.with(devices -> with(devices, Parts.disk(vm.name() + "-added", "vdz", "virtio")));
    }

    private static Element cardAdded(Vm vm) {
        String model = CARDS.get(vm.number() % CARDS.size());
        return vm.with(devices -> with(devices, Parts.card(Parts.mac(vm.number(), 200), model, "")));
    }

    private static boolean has(Vm vm, String kind) {
        return !vm.spec().child("devices").elements(kind).isEmpty();
    }

    private static List<Element> with(List<Element> devices, String added) {
        List<Element> all = new ArrayList<>(devices);
        all.add(XmlSource.parse(added, "added"));
        return all;
    }

    private static List<Element> without(List<Element> devices, String kind) {
        List<Element> rest = new ArrayList<>(devices);
        rest.remove(devices.stream().filter(device -> device.name().equals(kind)).findFirst().orElseThrow());
        return rest;
    }

    /** Backwards; PCI controllers that say their index stay in front, as libvirt wants them. */
    private static List<Element> reordered(List<Element> devices) {
        Predicate<Element> isNumbered = device -> "pci".equals(device.attribute("type")) && device.attribute("index") != null;
        List<Element> all = new ArrayList<>(devices.stream().filter(isNumbered).toList());
        all.addAll(devices.stream().filter(isNumbered.negate()).toList().reversed());
        return all;
    }
}

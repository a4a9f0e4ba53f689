package dev.holdfast.libvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Diff;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.Plugged;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.HotplugPorts;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.lock.Lock;
import dev.holdfast.spec.Spec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Linux that lets go of a PCIe card: it has seconds to say no after the button of its slot was pressed, and only then is
 * the slot's power turned off.
 */
class GuestHotplugLabTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Guest guest = new Guest();

    @BeforeAll
    static void prepare() throws Exception {
        Linux.prepare();
    }

    @AfterEach
    void remove() throws Exception {
        for (Lab.Host host : Lab.hosts()) {
            Images.remove(host);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.libvirt.Lab#hosts")
    void aCardThatTheGuestLetsGoOfLeavesItsPortToTheNextOne(Lab.Host host) throws Exception {
        prepare();
        Vm vm = Linux.vm(20 + Lab.hosts().indexOf(host));
        String name = vm.spec().value("name");
        String card = Parts.mac(vm.number(), 1);
        String next = Parts.mac(vm.number(), 200);
        Spec spec = Spec.parse("vm.xml", DomainXml.write(vm.spec())).withSparePorts(1);
        Virsh virsh = new Virsh(host);
        try (Libvirt libvirt = host.connect()) {
            Lock lock = Holdfast.apply(spec, null, libvirt, AbiChanges.REFUSE, Drift.REFUSE).completion().lock();
            Element defined = libvirt.definition(name).orElseThrow();
            Images.make(host, defined);
            try (Running running = Running.start(virsh, name)) {
                Hardware booted = guest.ask(running);

                Plugged out = Holdfast.detach(spec, lock, libvirt, card, PATIENCE);
                Hardware without = guest.ask(running);
                assertThat(out.running()).isTrue();
                assertThat(without.devices()).doesNotContainKey("net " + card);
                assertThat(booted.moved(without)).isEmpty();
                assertThat(booted.movedPorts(without)).isEmpty();
                assertThat(ports(libvirt.definition(name).orElseThrow())).hasSameSizeAs(ports(defined));
                assertThat(out.spec().text()).doesNotContain(card);
                agree(out, libvirt);

                Element device = XmlSource.parse(Parts.card(next, "virtio", ""), "card");
                Plugged in = Holdfast.attach(out.spec(), out.completion().lock(), libvirt, device);
                Hardware with = guest.ask(running);
                assertThat(in.address()).isEqualTo(out.address());
                assertThat(with.devices().get("net " + next)).isEqualTo(booted.devices().get("net " + card));
                assertThat(booted.moved(with)).isEmpty();
                assertThat(booted.movedPorts(with)).isEmpty();
                agree(in, libvirt);
            } finally {
                virsh.run("undefine", name);
            }
        }
    }

    private static List<Element> ports(Element domain) {
        return DeviceKinds.in(domain).stream().filter(HotplugPorts::isPort).toList();
    }

    /** Spec, lock, definition and running VM. */
    private static void agree(Plugged plugged, Libvirt libvirt) {
        Lock lock = plugged.completion().lock();
        assertThat(Holdfast.diff(plugged.spec(), lock, libvirt)).isEqualTo(new Diff(List.of(), List.of()));
        assertThat(Holdfast.complete(plugged.spec(), lock, libvirt).additions()).isEmpty();
    }
}

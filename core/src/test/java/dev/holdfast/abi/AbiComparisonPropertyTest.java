package dev.holdfast.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.problem.RefusalException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whether two domains are the same to a guest doesn't depend on which of them is the old one. */
class AbiComparisonPropertyTest {

    /** One of a few devices, each with a few values that it may have, so that two domains are often nearly the same. */
    private static String device(int kind, int place, int variant) {
        String at = "<address type='pci' domain='0x0000' bus='0x0" + place % 3 + "' slot='0x0" + (1 + place) + "' function='0x0'/>";
        return switch (kind) {
            case 0 -> "<disk type='file'><source file='/" + variant + "'/><target dev='vd" + (char) ('a' + place) + "' bus='virtio'/>" + at + "</disk>";
            case 1 -> "<disk type='file'><target dev='sda' bus='scsi'/><alias name='ua-" + variant + "'/>"
                    + (place == 1 ? "<serial>S</serial>" : "") + "<address type='drive' unit='" + place + "'/></disk>";
            case 2 -> "<interface type='user'><mac address='52:54:00:00:00:0" + variant + "'/><model type='virtio'/>" + at + "</interface>";
            case 3 -> "<rng model='virtio'><backend model='random'>/" + variant + "</backend>" + at + "</rng>";
            case 4 -> "<controller type='pci' index='" + (1 + variant) + "' model='pcie-root-port'>" + at + "</controller>";
            case 5 -> "<watchdog model='" + (variant == 0 ? "itco" : "i6300esb") + "' action='reset'/>";
            case 6 -> "<graphics type='vnc' port='590" + variant + "'/>";
            default -> "<teleporter range='" + variant + "'>" + at + "</teleporter>";
        };
    }

    @Provide
    Arbitrary<Element> domains() {
        Arbitrary<String> devices = Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1))
                .as(AbiComparisonPropertyTest::device)
                .list()
                .ofMaxSize(4)
                .map(all -> String.join("", all));
        Arbitrary<String> outside = Arbitraries.of(
                "<cpu><topology sockets='1' dies='1'/></cpu>",
                "<cpu><topology sockets='1'/></cpu>",
                "<memory unit='KiB'>1048576</memory>",
                "<memory unit='GiB'>1</memory>",
                "<metadata><a/></metadata>",
                "<features><acpi/></features>",
                "");
        return Combinators.combine(outside, devices)
                .as((rest, listed) -> XmlSource.parse("<domain>" + rest + "<devices>" + listed + "</devices></domain>", "test"));
    }

    @Property(tries = 1000)
    void aDomainIsTheSameAsItself(@ForAll("domains") Element domain) {
        // Two devices of which all is the same can't be told apart, but then there is nothing to tell either.
        assertThat(AbiComparison.of(domain, domain)).isEmpty();
    }

    @Property(tries = 3000)
    void theSameOneWayIsTheSameTheOtherWay(@ForAll("domains") Element one, @ForAll("domains") Element other) {
        assertThat(areSame(one, other)).isEqualTo(areSame(other, one));
    }

    private static boolean areSame(Element before, Element after) {
        try {
            return AbiComparison.of(before, after).isEmpty();
        } catch (RefusalException e) {
            return false;
        }
    }
}

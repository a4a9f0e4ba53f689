package dev.holdfast;

import static dev.holdfast.ToyVm.TEXT;
import static dev.holdfast.ToyVm.addresses;
import static dev.holdfast.ToyVm.lockOf;
import static dev.holdfast.ToyVm.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Apply on a host of toys: what is defined, and what stays where it was. */
class ApplyTest {

    private final ToyVm vm = new ToyVm();

    @Test
    void definesWhatIsNotThere() {
        Applied applied = vm.apply(xml(TEXT), null);
        assertThat(applied.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(lockOf(applied).generation()).isEqualTo(1);
        assertThat(AppliedMark.in(vm.host().definition("vm").orElseThrow())).hasValueSatisfying(mark -> {
            assertThat(mark.generation()).isEqualTo(1);
            assertThat(mark.digest()).isEqualTo(AppliedMark.digest(xml(TEXT)));
        });
        assertThat(AppliedMark.without(vm.host().definition("vm").orElseThrow())).isEqualTo(lockOf(applied).toDomain());
    }

    /** Some tools declare a namespace further out than where it was. */
    @Test
    void theMarkIsFoundWhereverItsNamespaceIsDeclared() {
        Applied applied = vm.apply(xml(TEXT), null);
        Element definition = vm.host().definition("vm").orElseThrow();
        Element outer = XmlSource.parse(
                definition.toString().replaceFirst(" xmlns:holdfast='([^']*)'", "").replaceFirst("<metadata>", "<metadata xmlns:holdfast='https://holdfast.dev/xmlns/domain/1'>"),
                "x");
        assertThat(AppliedMark.in(outer)).isEqualTo(AppliedMark.in(definition)).isPresent();
        assertThat(AppliedMark.without(outer)).isEqualTo(lockOf(applied).toDomain());
    }

    @Test
    void doesNothingWhereItIsThere() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        Applied again = vm.apply(xml(TEXT), lock);
        assertThat(again.how()).isEqualTo(Applied.How.UNCHANGED);
        assertThat(lockOf(again)).isSameAs(lock);
        assertThat(vm.host().defined()).hasSize(1);
    }

    @Test
    void anEditIsDefinedAndNothingMoves() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        Map<String, String> before = addresses(vm.host().definition("vm").orElseThrow());
        Applied applied = vm.apply(xml(TEXT.replace("<interface type='user'/>", "<rng model='virtio'/><interface type='user'/>")), lock);
        assertThat(applied.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(lockOf(applied).generation()).isEqualTo(2);
        assertThat(addresses(vm.host().definition("vm").orElseThrow())).containsAllEntriesOf(before).containsKey("rng-1");
    }

    @Test
    void aRemovedDeviceFreesItsAddressAndItsPortStays() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        Map<String, String> before = addresses(vm.host().definition("vm").orElseThrow());
        Lock less = lockOf(vm.apply(xml(TEXT.replaceFirst("(?s)<disk type='file'><!--.*?</disk>", "")), lock));
        before.remove("disk vdb");
        assertThat(addresses(vm.host().definition("vm").orElseThrow())).isEqualTo(before);
        vm.apply(xml(TEXT.replace("vdb", "vdc")), less);
        assertThat(addresses(vm.host().definition("vm").orElseThrow())).containsAllEntriesOf(before).containsKey("disk vdc");
    }

    @Test
    void whatWasUndefinedIsDefinedAgainAsItWas() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        Element before = AppliedMark.without(vm.host().definition("vm").orElseThrow());
        ToyHost fresh = new ToyHost(HoldfastTest.OLD);
        Applied again = Holdfast.apply(xml(TEXT), lock, fresh, AbiChanges.REFUSE, Drift.REFUSE);
        assertThat(again.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(AppliedMark.without(fresh.definition("vm").orElseThrow())).isEqualTo(before);
    }

    @Test
    void whatAHostMakesOtherwiseThanItSaidIsTakenBack() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        Element before = vm.host().definition("vm").orElseThrow();
        Host moody = new Host() {
            private boolean first = true;

            @Override
            public Platform platform() {
                return vm.host().platform();
            }

            @Override
            public Element complete(Element partial) {
                return vm.host().complete(partial);
            }

            @Override
            public Optional<Element> definition(String nameOrUuid) {
                return vm.host().definition(nameOrUuid);
            }

            @Override
            public Element define(Element domain) {
                Element odd = first ? domain.plus(Element.of("surprise")) : domain;
                first = false;
                return vm.host().define(odd);
            }

            @Override
            public Optional<Element> running(String nameOrUuid) {
                return vm.host().running(nameOrUuid);
            }

            @Override
            public void plug(String nameOrUuid, Element device) {
                vm.host().plug(nameOrUuid, device);
            }

            @Override
            public void unplug(String nameOrUuid, Element device) {
                vm.host().unplug(nameOrUuid, device);
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Holdfast.apply(
                        xml(TEXT.replace("/root.img", "/other.img")), lock, moody, AbiChanges.REFUSE, Drift.REFUSE))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("surprise")
                .hasMessageContaining("put back");
        assertThat(vm.host().definition("vm")).contains(before);
    }
}

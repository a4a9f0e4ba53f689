package dev.holdfast;

import static dev.holdfast.ToyVm.TEXT;
import static dev.holdfast.ToyVm.addresses;
import static dev.holdfast.ToyVm.with;
import static dev.holdfast.ToyVm.xml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.domain.Element;
import dev.holdfast.spec.Lenses;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Adopt on a host of toys. */
class AdoptTest {

    private final ToyVm vm = new ToyVm();

    @Test
    void whatIsAdoptedIsNotChangedByApplyingIt() {
        vm.host().define(with(xml(TEXT).domain(), "<serial type='pty'><target type='isa-serial' port='0'/></serial>"));
        Element before = vm.host().definition("vm").orElseThrow();
        for (String format : List.of("xml", "yaml")) {
            Adopted adopted = Holdfast.adopt(before, Lenses.named(format), vm.host());
            Applied applied = Holdfast.apply(adopted.spec(), adopted.lock(), vm.host(), AbiChanges.REFUSE, Drift.REFUSE);
            assertThat(applied.how()).as(format).isEqualTo(Applied.How.UNCHANGED);
            assertThat(applied.completion().lock()).as(format).isEqualTo(adopted.lock());
        }
        assertThat(vm.host().definition("vm")).contains(before);
    }

    @Test
    void anAdoptedSpecHoldsWhatAnOwnerWouldWrite() {
        vm.host().define(with(xml(TEXT).domain(), "<serial type='pty'><target type='isa-serial' port='0'/></serial>"));
        String text = Holdfast.adopt(vm.host().definition("vm").orElseThrow(), Lenses.named("xml"), vm.host()).spec().text();
        assertThat(text)
                .contains("/root.img", "<interface type='user'>", "52:54:00:09:00:01", "<serial")
                .doesNotContain("<controller", "<address", "<alias", "<console", "<uuid>", "<emulator>");
    }

    @Test
    void anAdoptedVmIsItsLocksFromThenOn() {
        vm.host().define(xml(TEXT).domain());
        Element before = vm.host().definition("vm").orElseThrow();
        Adopted adopted = Holdfast.adopt(before, Lenses.named("xml"), vm.host());
        Completion elsewhere = Holdfast.complete(adopted.spec(), adopted.lock(), new ToyCompleter(HoldfastTest.NEW));
        assertThat(addresses(elsewhere.domain())).containsAllEntriesOf(addresses(before));
    }
}

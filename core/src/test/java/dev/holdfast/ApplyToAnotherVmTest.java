package dev.holdfast;

import static dev.holdfast.ToyVm.TEXT;
import static dev.holdfast.ToyVm.lockOf;
import static dev.holdfast.ToyVm.with;
import static dev.holdfast.ToyVm.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import org.junit.jupiter.api.Test;

/** Apply where libvirt has another VM than the one that the spec is about. */
class ApplyToAnotherVmTest {

    private final ToyVm vm = new ToyVm();

    @Test
    void aDomainThatHoldfastDoesntKnowIsNotTouched() {
        vm.host().define(xml(TEXT).domain());
        assertThatThrownBy(() -> vm.apply(xml(TEXT), null))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("a domain vm that Holdfast doesn't know")
                .hasMessageContaining("adopt");
        assertThat(vm.host().defined()).hasSize(1);
    }

    @Test
    void anotherVmOfThatNameIsNotTouched() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        ToyHost other = new ToyHost(HoldfastTest.OLD);
        other.define(xml(TEXT).domain());
        assertThatThrownBy(() -> Holdfast.apply(xml(TEXT), lock, other, AbiChanges.REFUSE, Drift.ACCEPT))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("another VM named vm, with UUID");
    }

    @Test
    void aVmOfAnotherNameIsNotRenamed() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        assertThatThrownBy(() -> vm.apply(xml(TEXT.replace("<name>vm<", "<name>web<")), lock))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("under the name vm, not web")
                .hasMessageContaining("domrename");
    }

    @Test
    void withoutANameThereIsNoVm() {
        assertThatThrownBy(() -> vm.apply(xml("<domain/>"), null))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.xml:1:1: The domain has no name");
    }
}

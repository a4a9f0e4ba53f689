package dev.holdfast;

import static dev.holdfast.ToyVm.TEXT;
import static dev.holdfast.ToyVm.changeDevice;
import static dev.holdfast.ToyVm.lockOf;
import static dev.holdfast.ToyVm.with;
import static dev.holdfast.ToyVm.without;
import static dev.holdfast.ToyVm.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.RefusalException;
import org.junit.jupiter.api.Test;

/** What was changed in libvirt behind Holdfast's back: refused, accepted, told of. */
class DriftTest {

    private final ToyVm vm = new ToyVm();

    @Test
    void whatWasChangedBehindHoldfastsBackIsNamedAndNothingDone() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        vm.host().edit("vm", domain -> with(changeDevice(domain, "vda", d -> d.plus(Element.of("serial").withText("S"))), "<tpm model='tpm-tis'/>"));
        assertThatThrownBy(() -> vm.apply(xml(TEXT), lock))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("changed in libvirt since it was locked: disk-vda: disk/serial added: S")
                .hasMessageContaining("tpm tpm-tis: tpm added")
                .hasMessageContaining("--accept-drift");
        assertThat(vm.host().defined()).hasSize(1);
    }

    @Test
    void acceptedItIsWrittenIntoSpecAndLock() {
        Applied first = vm.apply(xml(TEXT), null);
        vm.host().edit("vm", domain -> with(
                without(changeDevice(domain, "vda", d -> d.mapChild("source", s -> s.withAttribute("file", "/new.img"))), "vdb"),
                "<tpm model='tpm-tis'/>"));
        Element drifted = vm.host().definition("vm").orElseThrow();
        Applied accepted = vm.apply(xml(TEXT), lockOf(first), Drift.ACCEPT);
        assertThat(accepted.how()).isEqualTo(Applied.How.UNCHANGED);
        assertThat(accepted.drift()).isNotEmpty();
        assertThat(vm.host().definition("vm")).contains(drifted);
        assertThat(lockOf(accepted).toDomain()).isEqualTo(AppliedMark.without(drifted));
        assertThat(accepted.completion().spec().text())
                .contains("<!-- the system -->")
                .contains("<source file='/new.img'/>")
                .contains("<tpm model='tpm-tis'>")
                .contains("<memory unit='GiB'>1</memory>")
                .doesNotContain("vdb");
        assertThat(vm.apply(accepted.completion().spec(), lockOf(accepted)).how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void acceptedOutsideTheDevicesToo() {
        Applied first = vm.apply(xml(TEXT), null);
        vm.host().edit("vm", domain -> domain.mapChild("memory", m -> m.withText("2097152"))
                .mapChild("clock", c -> c.withAttribute("offset", "localtime").without("timer"))
                .plus(Element.of("title").withText("a title")));
        Element drifted = vm.host().definition("vm").orElseThrow();
        Applied accepted = vm.apply(xml(TEXT), lockOf(first), Drift.ACCEPT);
        assertThat(vm.host().definition("vm")).contains(drifted);
        assertThat(accepted.completion().spec().text())
                .contains("<title>a title</title>")
                .contains("<clock offset='localtime'")
                .doesNotContain("timer")
                .contains("2097152");
        assertThat(vm.apply(accepted.completion().spec(), lockOf(accepted)).how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void diffSaysWhatLibvirtHasOtherwise() {
        assertThat(vm.diff(TEXT, null)).containsExactly("domain: domain removed, was vm");
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        assertThat(vm.diff(TEXT, lock)).isEmpty();
        assertThat(vm.diff(TEXT, null)).isEmpty();
        vm.host().edit("vm", domain -> without(changeDevice(domain, "vda", d -> d.mapChild("source", s -> s.withAttribute("file", "/Root.img"))), "vdb"));
        assertThat(vm.diff(TEXT, lock)).containsExactly("disk-vdb: disk removed", "disk-vda: disk/source@file /root.img -> /Root.img");
        assertThat(vm.host().defined()).hasSize(1);
    }

    @Test
    void diffSaysWhatTheSpecHasOtherwise() {
        Lock lock = lockOf(vm.apply(xml(TEXT), null));
        assertThat(vm.diff(TEXT.replace("/root.img", "/new.img"), lock)).containsExactly("disk-vda: disk/source@file /new.img -> /root.img");
    }
}

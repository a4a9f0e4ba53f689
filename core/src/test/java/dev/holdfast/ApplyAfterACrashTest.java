package dev.holdfast;

import static dev.holdfast.ToyVm.TEXT;
import static dev.holdfast.ToyVm.addresses;
import static dev.holdfast.ToyVm.lockOf;
import static dev.holdfast.ToyVm.xml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Libvirt took the definition, and the process ended before the lock was written. */
class ApplyAfterACrashTest {

    private final ToyVm vm = new ToyVm();

    @Test
    void afterACrashTheDefinitionIsTheLock() {
        Applied lost = vm.apply(xml(TEXT), null);
        Applied again = vm.apply(xml(TEXT), null);
        assertThat(again.how()).isEqualTo(Applied.How.RECOVERED);
        assertThat(vm.host().defined()).hasSize(1);
        assertThat(lockOf(again).toDomain()).isEqualTo(lockOf(lost).toDomain());
        assertThat(lockOf(again).devices()).extracting(LockedDevice::id)
                .isEqualTo(lockOf(lost).devices().stream().map(LockedDevice::id).toList());
        assertThat(lockOf(again).generation()).isEqualTo(1);
        assertThat(again.completion().spec().text()).isEqualTo(lost.completion().spec().text());
    }

    @Test
    void afterACrashInASecondApplyTheDefinitionIsNewerThanTheLock() {
        Lock first = lockOf(vm.apply(xml(TEXT), null));
        String edited = TEXT.replace("<interface type='user'/>", "<rng model='virtio'/><interface type='user'/>");
        Applied lost = vm.apply(xml(edited), first);
        Applied again = vm.apply(xml(edited), first);
        assertThat(again.how()).isEqualTo(Applied.How.RECOVERED);
        assertThat(vm.host().defined()).hasSize(2);
        assertThat(lockOf(again).toDomain()).isEqualTo(lockOf(lost).toDomain());
        assertThat(lockOf(again).generation()).isEqualTo(2);
        assertThat(vm.apply(xml(edited), lockOf(again)).how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void afterACrashAndAnEditBothAreTaken() {
        vm.apply(xml(TEXT), null);
        Map<String, String> before = addresses(vm.host().definition("vm").orElseThrow());
        Applied again = vm.apply(xml(TEXT.replace("<interface type='user'/>", "<rng model='virtio'/><interface type='user'/>")), null);
        assertThat(again.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(addresses(vm.host().definition("vm").orElseThrow())).containsAllEntriesOf(before).containsKey("rng-1");
        assertThat(lockOf(again).generation()).isEqualTo(2);
    }

    @Test
    void afterACrashADeviceThatWasRemovedSinceGoes() {
        vm.apply(xml(TEXT), null);
        Applied again = vm.apply(xml(TEXT.replaceFirst("(?s)<disk type='file'><!--.*?</disk>", "")), null);
        assertThat(addresses(vm.host().definition("vm").orElseThrow())).doesNotContainKey("disk vdb").containsKey("disk vda");
        assertThat(again.completion().removed()).hasSize(1);
    }
}

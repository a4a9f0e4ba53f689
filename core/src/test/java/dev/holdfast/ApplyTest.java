package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockedDevice;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.problem.UnusableInputException;
import dev.holdfast.spec.Lenses;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Apply, diff and adopt on a host of toys. */
class ApplyTest {

    private static final String VM = """
            <domain type='qemu'>
              <name>vm</name>
              <memory unit='GiB'>1</memory>
              <os><type machine='q35'>hvm</type></os>
              <clock offset='utc'>
                <timer name='rtc' tickpolicy='catchup'/>
              </clock>
              <devices>
                <!-- the system -->
                <disk type='file'>
                  <source file='/root.img'/>
                  <target dev='vda'/>
                </disk>
                <disk type='file'><!-- data -->
                  <source file='/data.img'/>
                  <target dev='vdb'/>
                </disk>
                <interface type='user'/>
              </devices>
            </domain>
            """;

    private final ToyHost host = new ToyHost(HoldfastTest.OLD);

    private static Spec xml(String text) {
        return Spec.parse("vm.xml", text);
    }

    private Applied apply(Spec spec, @Nullable Lock lock) {
        return apply(spec, lock, Drift.REFUSE);
    }

    private Applied apply(Spec spec, @Nullable Lock lock, Drift drift) {
        return Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, drift);
    }

    private Lock lockOf(Applied applied) {
        return applied.completion().lock();
    }

    private List<String> diff(String text, @Nullable Lock lock) {
        return Holdfast.diff(xml(text), lock, host).changes().stream().map(DomainChange::toString).toList();
    }

    /** Each device's address by what it is: disks by target, controllers by index, others by kind and number. */
    static Map<String, String> addresses(Element domain) {
        Map<String, String> addresses = new TreeMap<>();
        Map<String, Integer> numbers = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            String target = device.name().equals("controller")
                    ? device.value("@type") + device.value("@index")
                    : device.value("target@dev");
            String name = device.name() + (target == null ? "-" + numbers.merge(device.name(), 1, Integer::sum) : " " + target);
            addresses.put(name, String.valueOf(device.child("address")));
        }
        return addresses;
    }

    private static Element changeDevice(Element domain, String target, UnaryOperator<Element> change) {
        List<Element> devices = new ArrayList<>();
        for (Element device : DeviceKinds.in(domain)) {
            devices.add(target.equals(device.value("target@dev")) ? change.apply(device) : device);
        }
        return DeviceKinds.replaceIn(domain, devices);
    }

    private static Element without(Element domain, String target) {
        return DeviceKinds.replaceIn(domain, DeviceKinds.in(domain).stream()
                .filter(device -> !target.equals(device.value("target@dev")))
                .toList());
    }

    private static Element with(Element domain, String device) {
        return domain.mapChild("devices", devices -> devices.plus(XmlSource.parse(device, "x")));
    }

    @Test
    void definesWhatIsNotThere() {
        Applied applied = apply(xml(VM), null);
        assertThat(applied.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(lockOf(applied).generation()).isEqualTo(1);
        assertThat(AppliedMark.in(host.definition("vm").orElseThrow())).hasValueSatisfying(mark -> {
            assertThat(mark.generation()).isEqualTo(1);
            assertThat(mark.digest()).isEqualTo(AppliedMark.digest(xml(VM)));
        });
        assertThat(AppliedMark.without(host.definition("vm").orElseThrow())).isEqualTo(lockOf(applied).toDomain());
    }

    /** Some tools declare a namespace further out than where it was. */
    @Test
    void theMarkIsFoundWhereverItsNamespaceIsDeclared() {
        Applied applied = apply(xml(VM), null);
        Element definition = host.definition("vm").orElseThrow();
        Element outer = XmlSource.parse(
                definition.toString().replaceFirst(" xmlns:holdfast='([^']*)'", "").replaceFirst("<metadata>", "<metadata xmlns:holdfast='https://holdfast.dev/xmlns/domain/1'>"),
                "x");
        assertThat(AppliedMark.in(outer)).isEqualTo(AppliedMark.in(definition)).isPresent();
        assertThat(AppliedMark.without(outer)).isEqualTo(lockOf(applied).toDomain());
    }

    @Test
    void doesNothingWhereItIsThere() {
        Lock lock = lockOf(apply(xml(VM), null));
        Applied again = apply(xml(VM), lock);
        assertThat(again.how()).isEqualTo(Applied.How.UNCHANGED);
        assertThat(lockOf(again)).isSameAs(lock);
        assertThat(host.defined()).hasSize(1);
    }

    @Test
    void anEditIsDefinedAndNothingMoves() {
        Lock lock = lockOf(apply(xml(VM), null));
        Map<String, String> before = addresses(host.definition("vm").orElseThrow());
        Applied applied = apply(xml(VM.replace("<interface type='user'/>", "<rng model='virtio'/><interface type='user'/>")), lock);
        assertThat(applied.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(lockOf(applied).generation()).isEqualTo(2);
        assertThat(addresses(host.definition("vm").orElseThrow())).containsAllEntriesOf(before).containsKey("rng-1");
    }

    @Test
    void aRemovedDeviceFreesItsAddressAndItsPortStays() {
        Lock lock = lockOf(apply(xml(VM), null));
        Map<String, String> before = addresses(host.definition("vm").orElseThrow());
        Lock less = lockOf(apply(xml(VM.replaceFirst("(?s)<disk type='file'><!--.*?</disk>", "")), lock));
        before.remove("disk vdb");
        assertThat(addresses(host.definition("vm").orElseThrow())).isEqualTo(before);
        apply(xml(VM.replace("vdb", "vdc")), less);
        assertThat(addresses(host.definition("vm").orElseThrow())).containsAllEntriesOf(before).containsKey("disk vdc");
    }

    /** libvirt took the definition, and the process ended before the lock was written. */
    @Test
    void afterACrashTheDefinitionIsTheLock() {
        Applied lost = apply(xml(VM), null);
        Applied again = apply(xml(VM), null);
        assertThat(again.how()).isEqualTo(Applied.How.RECOVERED);
        assertThat(host.defined()).hasSize(1);
        assertThat(lockOf(again).toDomain()).isEqualTo(lockOf(lost).toDomain());
        assertThat(lockOf(again).devices()).extracting(LockedDevice::id)
                .isEqualTo(lockOf(lost).devices().stream().map(LockedDevice::id).toList());
        assertThat(lockOf(again).generation()).isEqualTo(1);
        assertThat(again.completion().spec().text()).isEqualTo(lost.completion().spec().text());
    }

    @Test
    void afterACrashInASecondApplyTheDefinitionIsNewerThanTheLock() {
        Lock first = lockOf(apply(xml(VM), null));
        String edited = VM.replace("<interface type='user'/>", "<rng model='virtio'/><interface type='user'/>");
        Applied lost = apply(xml(edited), first);
        Applied again = apply(xml(edited), first);
        assertThat(again.how()).isEqualTo(Applied.How.RECOVERED);
        assertThat(host.defined()).hasSize(2);
        assertThat(lockOf(again).toDomain()).isEqualTo(lockOf(lost).toDomain());
        assertThat(lockOf(again).generation()).isEqualTo(2);
        assertThat(apply(xml(edited), lockOf(again)).how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void afterACrashAndAnEditBothAreTaken() {
        apply(xml(VM), null);
        Map<String, String> before = addresses(host.definition("vm").orElseThrow());
        Applied again = apply(xml(VM.replace("<interface type='user'/>", "<rng model='virtio'/><interface type='user'/>")), null);
        assertThat(again.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(addresses(host.definition("vm").orElseThrow())).containsAllEntriesOf(before).containsKey("rng-1");
        assertThat(lockOf(again).generation()).isEqualTo(2);
    }

    @Test
    void afterACrashADeviceThatWasRemovedSinceGoes() {
        apply(xml(VM), null);
        Applied again = apply(xml(VM.replaceFirst("(?s)<disk type='file'><!--.*?</disk>", "")), null);
        assertThat(addresses(host.definition("vm").orElseThrow())).doesNotContainKey("disk vdb").containsKey("disk vda");
        assertThat(again.completion().removed()).hasSize(1);
    }

    @Test
    void whatWasChangedBehindHoldfastsBackIsNamedAndNothingDone() {
        Lock lock = lockOf(apply(xml(VM), null));
        host.edit("vm", domain -> with(changeDevice(domain, "vda", d -> d.plus(Element.of("serial").withText("S"))), "<tpm model='tpm-tis'/>"));
        assertThatThrownBy(() -> apply(xml(VM), lock))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("changed in libvirt since it was locked: disk-vda: disk/serial added: S")
                .hasMessageContaining("tpm tpm-tis: tpm added")
                .hasMessageContaining("--accept-drift");
        assertThat(host.defined()).hasSize(1);
    }

    @Test
    void acceptedItIsWrittenIntoSpecAndLock() {
        Applied first = apply(xml(VM), null);
        host.edit("vm", domain -> with(
                without(changeDevice(domain, "vda", d -> d.mapChild("source", s -> s.withAttribute("file", "/new.img"))), "vdb"),
                "<tpm model='tpm-tis'/>"));
        Element drifted = host.definition("vm").orElseThrow();
        Applied accepted = apply(xml(VM), lockOf(first), Drift.ACCEPT);
        assertThat(accepted.how()).isEqualTo(Applied.How.UNCHANGED);
        assertThat(accepted.drift()).isNotEmpty();
        assertThat(host.definition("vm")).contains(drifted);
        assertThat(lockOf(accepted).toDomain()).isEqualTo(AppliedMark.without(drifted));
        assertThat(accepted.completion().spec().text())
                .contains("<!-- the system -->")
                .contains("<source file='/new.img'/>")
                .contains("<tpm model='tpm-tis'>")
                .contains("<memory unit='GiB'>1</memory>")
                .doesNotContain("vdb");
        assertThat(apply(accepted.completion().spec(), lockOf(accepted)).how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void acceptedOutsideTheDevicesToo() {
        Applied first = apply(xml(VM), null);
        host.edit("vm", domain -> domain.mapChild("memory", m -> m.withText("2097152"))
                .mapChild("clock", c -> c.withAttribute("offset", "localtime").without("timer"))
                .plus(Element.of("title").withText("a title")));
        Element drifted = host.definition("vm").orElseThrow();
        Applied accepted = apply(xml(VM), lockOf(first), Drift.ACCEPT);
        assertThat(host.definition("vm")).contains(drifted);
        assertThat(accepted.completion().spec().text())
                .contains("<title>a title</title>")
                .contains("<clock offset='localtime'")
                .doesNotContain("timer")
                .contains("2097152");
        assertThat(apply(accepted.completion().spec(), lockOf(accepted)).how()).isEqualTo(Applied.How.UNCHANGED);
    }

    @Test
    void aDomainThatHoldfastDoesntKnowIsNotTouched() {
        host.define(xml(VM).domain());
        assertThatThrownBy(() -> apply(xml(VM), null))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("a domain vm that Holdfast doesn't know")
                .hasMessageContaining("adopt");
        assertThat(host.defined()).hasSize(1);
    }

    @Test
    void anotherVmOfThatNameIsNotTouched() {
        Lock lock = lockOf(apply(xml(VM), null));
        ToyHost other = new ToyHost(HoldfastTest.OLD);
        other.define(xml(VM).domain());
        assertThatThrownBy(() -> Holdfast.apply(xml(VM), lock, other, AbiChanges.REFUSE, Drift.ACCEPT))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("another VM named vm, with UUID");
    }

    @Test
    void aVmOfAnotherNameIsNotRenamed() {
        Lock lock = lockOf(apply(xml(VM), null));
        assertThatThrownBy(() -> apply(xml(VM.replace("<name>vm<", "<name>web<")), lock))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("under the name vm, not web")
                .hasMessageContaining("domrename");
    }

    @Test
    void withoutANameThereIsNoVm() {
        assertThatThrownBy(() -> apply(xml("<domain/>"), null))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("vm.xml:1:1: The domain has no name");
    }

    @Test
    void whatWasUndefinedIsDefinedAgainAsItWas() {
        Lock lock = lockOf(apply(xml(VM), null));
        Element before = AppliedMark.without(host.definition("vm").orElseThrow());
        ToyHost fresh = new ToyHost(HoldfastTest.OLD);
        Applied again = Holdfast.apply(xml(VM), lock, fresh, AbiChanges.REFUSE, Drift.REFUSE);
        assertThat(again.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(AppliedMark.without(fresh.definition("vm").orElseThrow())).isEqualTo(before);
    }

    @Test
    void whatAHostMakesOtherwiseThanItSaidIsTakenBack() {
        Lock lock = lockOf(apply(xml(VM), null));
        Element before = host.definition("vm").orElseThrow();
        Host moody = new Host() {
            private boolean first = true;

            @Override
            public Platform platform() {
                return host.platform();
            }

            @Override
            public Element complete(Element partial) {
                return host.complete(partial);
            }

            @Override
            public Optional<Element> definition(String nameOrUuid) {
                return host.definition(nameOrUuid);
            }

            @Override
            public Element define(Element domain) {
                Element odd = first ? domain.plus(Element.of("surprise")) : domain;
                first = false;
                return host.define(odd);
            }

            @Override
            public Optional<Element> running(String nameOrUuid) {
                return host.running(nameOrUuid);
            }

            @Override
            public void plug(String nameOrUuid, Element device) {
                host.plug(nameOrUuid, device);
            }

            @Override
            public void unplug(String nameOrUuid, Element device) {
                host.unplug(nameOrUuid, device);
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Holdfast.apply(
                        xml(VM.replace("/root.img", "/other.img")), lock, moody, AbiChanges.REFUSE, Drift.REFUSE))
                .isInstanceOf(CompleterException.class)
                .hasMessageContaining("surprise")
                .hasMessageContaining("put back");
        assertThat(host.definition("vm")).contains(before);
    }

    @Test
    void diffSaysWhatLibvirtHasOtherwise() {
        assertThat(diff(VM, null)).containsExactly("domain: domain removed, was vm");
        Lock lock = lockOf(apply(xml(VM), null));
        assertThat(diff(VM, lock)).isEmpty();
        assertThat(diff(VM, null)).isEmpty();
        host.edit("vm", domain -> without(changeDevice(domain, "vda", d -> d.mapChild("source", s -> s.withAttribute("file", "/Root.img"))), "vdb"));
        assertThat(diff(VM, lock)).containsExactly("disk-vdb: disk removed", "disk-vda: disk/source@file /root.img -> /Root.img");
        assertThat(host.defined()).hasSize(1);
    }

    @Test
    void diffSaysWhatTheSpecHasOtherwise() {
        Lock lock = lockOf(apply(xml(VM), null));
        assertThat(diff(VM.replace("/root.img", "/new.img"), lock)).containsExactly("disk-vda: disk/source@file /new.img -> /root.img");
    }

    @Test
    void whatIsAdoptedIsNotChangedByApplyingIt() {
        host.define(with(xml(VM).domain(), "<serial type='pty'><target type='isa-serial' port='0'/></serial>"));
        Element before = host.definition("vm").orElseThrow();
        for (String format : List.of("xml", "yaml")) {
            Adopted adopted = Holdfast.adopt(before, Lenses.named(format), host);
            Applied applied = Holdfast.apply(adopted.spec(), adopted.lock(), host, AbiChanges.REFUSE, Drift.REFUSE);
            assertThat(applied.how()).as(format).isEqualTo(Applied.How.UNCHANGED);
            assertThat(applied.completion().lock()).as(format).isEqualTo(adopted.lock());
        }
        assertThat(host.definition("vm")).contains(before);
    }

    @Test
    void anAdoptedSpecHoldsWhatAnOwnerWouldWrite() {
        host.define(with(xml(VM).domain(), "<serial type='pty'><target type='isa-serial' port='0'/></serial>"));
        String text = Holdfast.adopt(host.definition("vm").orElseThrow(), Lenses.named("xml"), host).spec().text();
        assertThat(text)
                .contains("/root.img", "<interface type='user'>", "52:54:00:09:00:01", "<serial")
                .doesNotContain("<controller", "<address", "<alias", "<console", "<uuid>", "<emulator>");
    }

    @Test
    void anAdoptedVmIsItsLocksFromThenOn() {
        host.define(xml(VM).domain());
        Element before = host.definition("vm").orElseThrow();
        Adopted adopted = Holdfast.adopt(before, Lenses.named("xml"), host);
        Completion elsewhere = Holdfast.complete(adopted.spec(), adopted.lock(), new ToyCompleter(HoldfastTest.NEW));
        assertThat(addresses(elsewhere.domain())).containsAllEntriesOf(addresses(before));
    }
}

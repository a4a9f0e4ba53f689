package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.lock.Lock;
import dev.holdfast.spec.Spec;
import org.junit.jupiter.api.Test;

/** VMs that somebody else defines: looked at, and held the next time. */
class ObservationTest {

    private static final String VM = """
            <domain type='qemu'>
              <name>%s</name>
              <uuid>5d307ca9-b3ef-428c-8861-06e72d69f2%s</uuid>
              <os><type machine='%s'>hvm</type></os>
              <devices>
                <disk type='file'>
                  <source file='/root.img'/>
                  <target dev='vda'/>
                  <alias name='ua-root'/>
                </disk>
                <interface type='user'><alias name='ua-default'/></interface>
              </devices>
            </domain>
            """;

    private static final Version LIBVIRT = new Version(12, 8, 0);

    private final ToyCompleter toy = new ToyCompleter(LIBVIRT);

    private static Spec vm(String name, String machine) {
        return Spec.parse(name + ".xml", VM.formatted(name, name.equals("web") ? "23" : "99", machine));
    }

    private Lock locked(Spec spec) {
        return Holdfast.observe(spec, toy.complete(spec.domain()), null, toy.platform()).lock();
    }

    @Test
    void whatWasDefinedIsLockedUnderTheNamesThatItsDefinerGave() {
        assertThat(locked(vm("web", "q35")).devices()).extracting("id").contains("root", "default");
    }

    @Test
    void whatIsDefinedAsItWasLockedIsHeldAndTheLockStaysWhatItIs() {
        Spec spec = vm("web", "q35");
        Lock lock = locked(spec);
        Element again = toy.complete(Holdfast.hold(spec.domain(), lock).domain());
        Observed observed = Holdfast.observe(spec, again, lock, toy.platform());
        assertThat(observed.isHeld()).isTrue();
        assertThat(observed.lock()).isSameAs(lock);
    }

    @Test
    void whatTheDefinerSaysAgainstTheLockIsToldOfAndStands() {
        HeldDomain held = Holdfast.hold(vm("web", "pc-q35-9.9").domain(), locked(vm("web", "q35")));
        assertThat(held.changes()).extracting(AbiChange::toString).singleElement().asString().contains("pc-q35-9.9");
        assertThat(held.domain().value("os/type@machine")).isEqualTo("pc-q35-9.9");
    }

    @Test
    void anotherNameMakesACopyWhichKeepsWhatIsNotItsOwn() {
        Lock lock = locked(vm("web", "q35"));
        HeldDomain held = Holdfast.hold(vm("copy", "q35").domain(), lock);
        assertThat(held.changes()).isEmpty();
        assertThat(held.domain().value("uuid")).endsWith("99");
        assertThat(held.domain().value("os/type@machine")).isEqualTo(lock.domain().get("domain/os/type@machine").value());
        assertThat(held.domain().value("devices/interface/mac@address")).isNull();
    }

    @Test
    void theEssentialsHoldAsMuch() {
        Spec spec = vm("web", "q35");
        Lock lock = locked(spec);
        assertThat(lock.essential().domain().size()).isLessThan(lock.domain().size());
        Element again = toy.complete(Holdfast.hold(spec.domain(), lock.essential()).domain());
        assertThat(again).isEqualTo(toy.complete(Holdfast.hold(spec.domain(), lock).domain()));
    }
}

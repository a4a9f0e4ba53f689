package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.domain.Element;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Locks that were lost, read out of what libvirt has. */
class RecoveryTest {

    private static final String XML = """
            <domain type='qemu'>
              <name>vm</name>
              <memory unit='GiB'>1</memory>
              <os><type machine='q35'>hvm</type></os>
              <devices>
                <disk type='file'>
                  <source file='/root.img'/>
                  <target dev='vda'/>
                </disk>
                <interface type='user'/>
                <interface type='user'/>
              </devices>
            </domain>
            """;

    private static final String YAML = """
            memory: 1 GiB
            devices:
              disks:
              - image: /root.img
              interfaces:
              - type: user
              - type: user
            """;

    private final ToyHost host = new ToyHost(HoldfastTest.OLD);

    private static Spec xml(String text) {
        return Spec.parse("vm.xml", text);
    }

    private Applied apply(Spec spec, @Nullable Lock lock) {
        return Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, Drift.REFUSE);
    }

    @Test
    void theLostLockOfAnUneditedSpecComesBackAsItWas() {
        for (Spec spec : List.of(xml(XML), Spec.parse("vm.yaml", YAML))) {
            Lock lost = apply(spec, null).completion().lock();
            Applied again = apply(spec, null);
            assertThat(again.how()).isEqualTo(Applied.How.RECOVERED);
            assertThat(again.completion().lock().domain()).isEqualTo(lost.domain());
            assertThat(again.completion().lock().devices()).isEqualTo(lost.devices());
            assertThat(again.completion().lock().generation()).isEqualTo(lost.generation());
            host.edit("vm", domain -> domain.mapChild("name", name -> name.withText("gone")));
        }
    }

    @Test
    void anEditAfterACrashIsNotTakenForWhatLibvirtIgnored() {
        apply(xml(XML), null);
        assertThatThrownBy(() -> apply(xml(XML.replace("<target dev='vda'/>", "<target dev='vda'/><serial>S</serial>")), null))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("serial none -> S");
    }

    @Test
    void anEditAfterACrashIsNotTakenForAForm() {
        apply(xml(XML), null);
        assertThatThrownBy(() -> apply(xml(XML.replace("q35", "pc-q35-5.0")), null))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("os/type@machine")
                .hasMessageContaining("pc-q35-5.0");
    }

    @Test
    void aNameOfAMachineIsStillOneAfterACrashAndAnEdit() {
        apply(xml(XML), null);
        Applied again = apply(xml(XML.replace("/root.img", "/other.img")), null);
        assertThat(again.how()).isEqualTo(Applied.How.DEFINED);
        assertThat(again.completion().lock().domain().get("domain/os/type@machine").written())
                .isEqualTo("q35");
    }

    @Test
    void whichOfTwinsWentAfterACrashIsNotGuessed() {
        apply(xml(XML), null);
        assertThatThrownBy(() -> apply(xml(XML.replaceFirst("<interface type='user'/>", "")), null))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("any of the locked")
                .hasMessageContaining("Give the devices names");
    }

    @Test
    void anEditThatWaitsIsNotLostWhenDriftIsAccepted() {
        Lock lock = apply(xml(XML), null).completion().lock();
        host.edit("vm", domain -> domain.plus(Element.of("title").withText("drifted")));
        Spec edited = xml(XML.replace("<target dev='vda'/>", "<target dev='vda'/><serial>S</serial>"));
        assertThatThrownBy(() -> Holdfast.apply(edited, lock, host, AbiChanges.REFUSE, Drift.ACCEPT))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("serial none -> S");
        Applied accepted = Holdfast.apply(edited, lock, host, AbiChanges.ACCEPT, Drift.ACCEPT);
        assertThat(accepted.completion().domain().toString()).contains("<serial>S</serial>", "drifted");
    }
}

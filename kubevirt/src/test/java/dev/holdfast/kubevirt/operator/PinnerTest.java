package dev.holdfast.kubevirt.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.domain.Element;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import dev.holdfast.spec.Spec;
import dev.holdfast.spec.kubevirt.LockAnnotation;
import dev.holdfast.spec.kubevirt.Pin;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Decisions that no cluster is needed for. */
class PinnerTest {

    private static final String INSTANCE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata:
              name: web
              namespace: shop
              uid: 5d307ca9
            spec:
              domain:
                machine:
                  type: q35
                resources:
                  requests:
                    memory: 1Gi
                devices:
                  disks:
                  - name: root
                    disk:
                      bus: virtio
              volumes:
              - name: root
                persistentVolumeClaim:
                  claimName: root
            """;

    private final Planner planner = Planner.on(Platforms.newest());
    private final VirtualMachineInstance instance = running();
    private final VirtualMachine vm = vm();

    private static VirtualMachineInstance running() {
        VirtualMachineInstance instance = Serialization.unmarshal(INSTANCE, VirtualMachineInstance.class);
        instance.setStatus(JsonNodeFactory.instance.objectNode().put("phase", "Running"));
        return instance;
    }

    private static VirtualMachine vm() {
        VirtualMachine vm = new VirtualMachine();
        vm.getMetadata().setNamespace("shop");
        vm.getMetadata().setName("web");
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("template").putObject("metadata").putObject("annotations");
        vm.setSpec(spec);
        return vm;
    }

    private Element defined() {
        Spec spec = Spec.parse("web", INSTANCE);
        return planner.complete(spec.settle(spec.domain(), Set.of("qemu")));
    }

    private Decision decided(Element definition) {
        return new Pinner(_ -> Optional.of(new Definition(definition, planner.platform()))).decide(vm, instance, Pin.WHOLE);
    }

    /** What doesn't get shorter by being packed. */
    private static String random(int characters) {
        byte[] bytes = new byte[characters / 2];
        new Random(1).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void aLockThatIsTooLongIsKeptWithoutWhatNoGuestSees() {
        Element large = defined().plus(Element.of("description").withText(random(300_000)));
        assertThat(decided(large)).isInstanceOfSatisfying(Decision.Written.class, written -> {
            assertThat(written.annotation()).hasSizeLessThan(Pinner.LONGEST);
            assertThat(written.why()).contains("too long");
            assertThat(LockAnnotation.unpack(written.annotation())).contains("address@bus").doesNotContain("description");
        });
    }

    @Test
    void oneThatIsStillTooLongIsNotKeptAndTheRemedyIsSaid() {
        Element large = defined().plus(Element.of("sysinfo", "type", "smbios")
                .plus(Element.of("oemStrings").plus(Element.of("entry").withText(random(300_000)))));
        assertThat(decided(large)).isInstanceOfSatisfying(Decision.CannotPin.class, cannot -> {
            assertThat(cannot.reason()).isEqualTo("LockTooLong");
            assertThat(cannot.message()).contains("holdfast.dev/pin: native");
            assertThat(cannot.again()).isFalse();
        });
    }

    @Test
    void theDomainOfAnotherInstanceIsNotLookedAt() {
        Element other = defined().plus(Element.of("metadata")
                .plus(Element.of("kubevirt:kubevirt").plus(Element.of("kubevirt:uid").withText("another"))));
        assertThat(decided(other)).isEqualTo(new Decision.LeftAlone());
    }

    @Test
    void aVmThatDoesNotRunIsLeftAlone() {
        assertThat(new Pinner(_ -> Optional.empty()).decide(vm, null, Pin.WHOLE)).isEqualTo(new Decision.LeftAlone());
    }

    @Test
    void aLibvirtThatCannotBeAskedIsAskedAgainLater() {
        Pinner pinner = new Pinner(_ -> {
            throw new DefinitionReader.UnreadableException("no such pod");
        });
        assertThat(pinner.decide(vm, instance, Pin.WHOLE))
                .isEqualTo(new Decision.CannotPin("DomainUnreadable", "no such pod", true));
    }

    @Test
    void aWayOfPinningThatThereIsNotIsSaid() {
        vm.getMetadata().setAnnotations(java.util.Map.of(Pin.KEY, "twice"));
        assertThat(decided(defined())).isInstanceOfSatisfying(Decision.CannotPin.class, cannot ->
                assertThat(cannot.message()).contains("twice").contains("native"));
    }
}

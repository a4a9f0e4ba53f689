package dev.holdfast.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.Element;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which device of a completer's answer is which of those submitted. */
class AfterCompletionTest {

    /** For each device of the answer the number of the submitted one, {@code -} for one that was added. */
    private static List<String> match(String submitted, String complete) {
        List<Element> before = Devices.of(submitted);
        List<Element> after = Devices.of(complete);
        Pairs<Element> pairs = AfterCompletion.match(before, after);
        List<String> numbers = new ArrayList<>();
        for (Element device : after) {
            Element was = pairs.was(device);
            numbers.add("-");
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i) == was) {
                    numbers.set(numbers.size() - 1, Integer.toString(i));
                }
            }
            assertThat(pairs.added().stream().anyMatch(added -> added == device)).isEqualTo(was == null);
        }
        assertThat(pairs.gone()).hasSize(before.size() - (int) numbers.stream().filter(n -> !n.equals("-")).count());
        return numbers;
    }

    private static String rng(String more) {
        return "<rng model='virtio'>" + more + "</rng>";
    }

    private static String alias(String name) {
        return "<alias name='" + name + "'/>";
    }

    @Test
    void aModelInOtherLettersIsTheSameModel() {
        assertThat(match(
                        "<interface><model type='ViRtIo'/></interface>",
                        "<interface><model type='virtio'/></interface>"))
                .containsExactly("0");
    }

    @Test
    void aliasesTellWhateverTheOrder() {
        assertThat(match(rng(alias("ua-a")) + rng(alias("ua-b")), rng(alias("ua-b")) + rng(alias("ua-a"))))
                .containsExactly("1", "0");
    }

    @Test
    void keysTellWhereThereIsNoAlias() {
        assertThat(match(
                        "<controller type='usb' index='0'/><controller type='pci' index='1' model='pcie-root-port'/>",
                        "<controller type='pci' index='0' model='pcie-root'/>"
                                + "<controller type='pci' index='1' model='pcie-root-port'/>"
                                + "<controller type='usb' index='0' model='qemu-xhci'/>"))
                .containsExactly("-", "1", "0");
    }

    @Test
    void amongEqualsTheOneThatHasAllThatWasAskedFor() {
        assertThat(match(rng("<rate bytes='1'/>") + rng("<rate bytes='2'/>"), rng("<rate bytes='2'/>") + rng("<rate bytes='1'/>")))
                .containsExactly("1", "0");
    }

    @Test
    void andAmongThoseTheirOrder() {
        assertThat(match(rng("") + rng(""), rng("") + rng(""))).containsExactly("0", "1");
    }

    @Test
    void anotherFormOfAValueIsThatValue() {
        assertThat(match(
                        "<interface type='user'><mac address='52:54:00:AA:BB:CC'/></interface>",
                        "<interface type='user'><mac address='52:54:00:aa:bb:cc'/></interface>"))
                .containsExactly("0");
    }

    @Test
    void aDeviceOfAnotherNatureIsNotIt() {
        assertThat(match("<watchdog model='i6300esb'/>", "<watchdog model='itco'/>")).containsExactly("-");
    }

    @Test
    void whatIsNotInTheAnswerIsGone() {
        assertThat(match(rng("") + "<panic model='isa'/>", rng(""))).containsExactly("0");
    }
}

package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.XmlSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTest {

    private static List<String> of(Key key, String device) {
        return key.of(XmlSource.parse(device, "x"));
    }

    @Test
    void libvirtsWordsAndNumbersHaveOneCaseAndItsOwnersWordsTwo() {
        assertThat(of(Key.weak("source@file"), "<disk><source file='/Data.img'/></disk>")).containsExactly("/Data.img");
        assertThat(of(Key.strong("serial"), "<disk><serial>WD-a</serial></disk>")).containsExactly("WD-a");
        assertThat(of(Key.strong("mac@address"), "<interface><mac address='52:54:00:AB:00:01'/></interface>"))
                .containsExactly("52:54:00:ab:00:01");
        assertThat(of(Key.shared("@model"), "<rng model='ViRtIo'/>")).containsExactly("virtio");
    }

    @Test
    void aDeviceThatLacksOneOfTheValuesLacksTheKey() {
        assertThat(of(Key.strong("@type", "@index"), "<controller type='usb'/>")).isNull();
    }
}

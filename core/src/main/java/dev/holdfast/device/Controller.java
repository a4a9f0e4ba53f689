package dev.holdfast.device;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.NormalForm;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Controllers, buses and ports. Companion USB controllers share an index; their models differ. */
public final class Controller {

    static final DeviceKind KIND = DeviceKind.named("controller")
            .keys(Key.strong("@type", "@index", "@model"), Key.strong("@type", "@index"), Key.shared("@type", "@model"))
            .nature("@type", "@model")
            .hostSide("driver@iothread", "driver/iothreads")
            .withoutAlias();

    private Controller() {}

    /** True for a PCI bus or what leads to one: root, bridge, port or expander. */
    public static boolean isPci(Element device) {
        return device.name().equals(KIND.name()) && "pci".equals(device.attribute("type"));
    }

    /** The number by which addresses name what is behind a controller; 0 where none is given, or what is given is none. */
    public static int index(Element controller) {
        @Nullable String index = controller.attribute("index");
        return index == null
                ? 0
                : NormalForm.number(index)
                        .filter(number -> number.bitLength() < Integer.SIZE)
                        .map(BigInteger::intValue)
                        .orElse(0);
    }
}

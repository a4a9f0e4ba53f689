package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Spot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model of a network card. */
final class InterfaceModel {

    /** Its form: those that libvirt knows in its own spelling, any other one as it is written. */
    static final Form FORM = InterfaceModel::read;

    private static final Set<String> VIRTIO = Set.of("virtio", "virtio-transitional", "virtio-non-transitional");

    private static final String[] KNOWN = {
        "virtio", "rtl8139", "e1000", "e1000e", "igb", "virtio-transitional", "virtio-non-transitional", "usb-net", "netfront",
        "spapr-vlan", "lan9118", "scm91c111", "vlance", "vmxnet", "vmxnet2", "vmxnet3", "Am79C970A", "Am79C973", "82540EM",
        "82545EM", "82543GC"
    };

    /** From here on libvirt gives network cards addresses on USB; 9.0 doesn't, 11.3 does. */
    private static final Version USB = Versions.libvirt(9, 1);

    private InterfaceModel() {}

    private static @Nullable String read(String written, Spot spot) {
        for (String known : KNOWN) {
            if (known.equalsIgnoreCase(written)) {
                return known;
            }
        }
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c > 'z' || !Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                throw spot.rejected(written, "a model's name has letters, digits, - and _");
            }
        }
        return written.isEmpty() ? null : written;
    }

    /** True for a card of virtio's. */
    static boolean isVirtio(Draft device) {
        String model = device.at("model@type");
        return model != null && VIRTIO.contains(model);
    }

    static void check(Draft device, Plan plan) {
        String type = device.get("type", "");
        String model = device.at("model@type");
        boolean virtio = isVirtio(device);
        if (!virtio && (type.equals("vdpa") || type.equals("vhostuser"))) {
            throw device.rejected("<interface type='" + type + "'> of model " + model, "Say <model type='virtio'/>");
        }
        if ("usb-net".equals(model) && !plan.since(USB)) {
            throw device.rejected("<interface> of model usb-net, which this libvirt can't place on USB", "Take virtio or e1000e");
        }
        Draft driver = virtio && !type.equals("hostdev") ? device.child("driver") : null;
        if (driver != null) {
            checkQueue(driver, "rx_queue_size");
            checkQueue(driver, "tx_queue_size");
        }
        Draft teaming = device.child("teaming");
        if (teaming == null) {
            return;
        }
        boolean transients = teaming.is("type", "transient");
        if (transients != teaming.has("persistent")) {
            throw teaming.rejected(
                    "<teaming type='" + teaming.get("type") + "'> "
                            + (transients ? "doesn't name the persistent card" : "names a persistent card"),
                    "type='transient' goes with persistent='ALIAS'");
        }
        if (!transients && !virtio) {
            throw teaming.rejected("<teaming type='persistent'> of a card of model " + model, "Say <model type='virtio'/>");
        }
        if (transients && !type.equals("hostdev") && !type.equals("network")) {
            throw teaming.rejected("<teaming type='transient'> of an <interface type='" + type + "'>", "It is of type hostdev or network");
        }
    }

    private static void checkQueue(Draft driver, String attribute) {
        String size = driver.get(attribute);
        if (size != null && Long.bitCount(Long.parseLong(size)) != 1) {
            throw driver.rejected("<driver " + attribute + "='" + size + "'> isn't a power of two", "256, 512 and 1024 are");
        }
    }
}

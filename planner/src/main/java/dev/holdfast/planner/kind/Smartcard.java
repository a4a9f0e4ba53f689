package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import java.util.Map;

/** {@code <smartcard>}. */
public final class Smartcard implements VariedKind {

    /** From here on libvirt looks whether QEMU has so many; 7.0 doesn't, 9.0 does. */
    private static final Version ONE = Versions.libvirt(7, 1);

    private static final Shape HOST = DeviceInfo.of(
            mode().ignores("@type", "source", "protocol", "log", "certificate", "database"));

    /** By the attribute {@code mode}. */
    private static final Map<String, Shape> SHAPES = Map.of(
            "host", HOST,
            "host-certificates",
                    DeviceInfo.of(mode().ignores("@type", "source", "protocol", "log")
                            .children(Shape.text("certificate", Forms.TEXT))
                            .child(Shape.text("database", Forms.TEXT))),
            "passthrough",
                    DeviceInfo.of(CharSource.in(mode().attr("type", CharSource.TYPE)).ignores("certificate", "database"))
                            .requires("@type"));

    private static Shape mode() {
        return Shape.of("smartcard")
                .attr("mode", Forms.oneOf("host", "host-certificates", "passthrough"))
                .requires("@mode");
    }

    @Override
    public Shape shape() {
        return HOST;
    }

    @Override
    public Shape shape(Shape.Selection by) {
        String mode = by.element().attribute("mode");
        return mode == null ? HOST : SHAPES.getOrDefault(mode, HOST);
    }

    @Override
    public void complete(Draft device, Plan plan) {
        if (device.is("mode", "passthrough")) {
            CharSource.complete(device);
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.SMARTCARD);
        if (all.size() > 1 && plan.since(ONE)) {
            throw all.get(1).rejected("a second <smartcard>: QEMU has one at most", "Leave one out");
        }
        Draft address = device.child("address");
        if (address != null
                && plan.since(ONE)
                && (!address.is("type", "ccid") || !address.get("controller", "0").equals("0") || !address.get("slot", "0").equals("0"))) {
            throw device.rejected(
                    "<smartcard> with " + address + ": QEMU has it in slot 0 of CCID controller 0", "Leave the address out");
        }
        if (device.is("mode", "passthrough")) {
            CharSource.check(device, plan, false);
        } else if (device.is("mode", "host-certificates")) {
            checkCertificates(device);
        }
    }

    private static void checkCertificates(Draft device) {
        int certificates = device.children("certificate").size();
        if (certificates != 3) {
            throw device.rejected("<smartcard mode='host-certificates'> has " + certificates + " certificates", "Name three");
        }
        Draft database = device.child("database");
        if (database != null && (database.text() == null || !database.text().startsWith("/"))) {
            throw device.rejected("<database>" + database.text() + "</database> isn't an absolute path", "Begin it with /");
        }
    }
}

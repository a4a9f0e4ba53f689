package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <tpm>}. */
public final class Tpm implements Kind {

    private static final Version EXTERNAL = Versions.libvirt(9, 0);

    private static final Version BANKS = Versions.libvirt(7, 10);

    private static final Version SOURCE = Versions.libvirt(10, 10);

    private static final Shape PASSTHROUGH = backend()
            .child(Shape.of("device").attr("path", Forms.FILLED))
            .ignores("@version", "encryption", "@persistent_state");

    private static final Shape EMULATOR = backend()
            .attr("version", Forms.oneOf("1.2", "2.0"))
            .attr("persistent_state", (written, spot) -> "yes".equals(Forms.YES_NO.read(written, spot)) ? "yes" : null)
            .attr("debug", Forms.DECIMAL_UNLESS_ZERO, Versions.libvirt(10, 6))
            .child(Shape.of("encryption").attr("secret", Forms.UUID_FORM))
            .child(
                    Shape.of("active_pcr_banks")
                            .child(Shape.flag("sha1"))
                            .child(Shape.flag("sha256"))
                            .child(Shape.flag("sha384"))
                            .child(Shape.flag("sha512")),
                    BANKS)
            .child(Shape.of("source").attr("type", Forms.oneOf("file", "dir")).attr("path", Forms.TEXT).requires("@path"), SOURCE)
            .child(
                    Shape.of("profile")
                            .attr("source", Forms.TEXT)
                            .attr("removeDisabled", Forms.oneOf("check", "fips-host"))
                            .attr("name", Forms.TEXT),
                    SOURCE)
            .ignores("device");

    private static final Shape EXTERNAL_BACKEND = backend()
            .child(Shape.of("source")
                    .attr("type", Forms.oneOf("unix"))
                    .attr("mode", Forms.oneOf("connect"))
                    .attr("path", Forms.TEXT)
                    .requires("@type", "@path"))
            .requires("source");

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("tpm")
                    .attr("model", Forms.oneOf("tpm-tis", "tpm-crb", "tpm-spapr", "spapr-tpm-proxy"))
                    .child("backend", by -> backend(by.element().attribute("type"))))
            .requires("backend");

    private static Shape backend() {
        return Shape.of("backend")
                .attr("type", Forms.oneOf("passthrough", "emulator").since(EXTERNAL, "external"))
                .requires("@type");
    }

    private static Shape backend(@Nullable String type) {
        return "emulator".equals(type) ? EMULATOR : "external".equals(type) ? EXTERNAL_BACKEND : PASSTHROUGH;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("model", "tpm-tis");
        Draft backend = device.make("backend");
        switch (backend.get("type", "")) {
            case "passthrough" -> backend.make("device").setIfAbsent("path", "/dev/tpm0");
            case "emulator" -> backend.setIfAbsent("version", device.is("model", "tpm-tis") ? "1.2" : "2.0");
            default -> backend.make("source").setIfAbsent("mode", "connect");
        }
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.TPM);
        if (all.size() > 1) {
            throw all.get(1).rejected("a second <tpm>", "Leave one out");
        }
        String model = device.get("model", "");
        if (!plan.platform().has("tpm", model)) {
            throw device.rejected("<tpm model='" + model + "'>: PCs have none", "Take tpm-tis or tpm-crb");
        }
        Draft backend = device.make("backend");
        String type = backend.get("type", "");
        if (backend.is("type", "emulator")) {
            String version = backend.get("version", "");
            if (version.equals("1.2") && !model.equals("tpm-tis")) {
                throw device.rejected("<tpm model='" + model + "'> of version 1.2", "Say version='2.0'");
            }
            if (version.equals("1.2") && (backend.hasChild("active_pcr_banks") || backend.hasChild("profile"))) {
                throw device.rejected("<tpm> of version 1.2 with PCR banks or a profile", "Say version='2.0'");
            }
        }
        if (!plan.platform().has("tpm/backend", type)) {
            throw device.rejected(
                    "<backend type='" + type + "'>: the host has no emulator of TPMs (swtpm)", "Install swtpm, or say type='passthrough'");
        }
    }
}

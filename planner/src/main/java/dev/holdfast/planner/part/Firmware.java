package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a guest's machine starts with: {@code <firmware>}, {@code <loader>}, {@code <nvram>}. */
final class Firmware {

    /** From it on, firmware is chosen by what it can do. */
    static final Version BY_FEATURE = Versions.libvirt(7, 2);

    /** From it on, firmware can do without variables, and libvirt looks at what is written more closely. */
    static final Version STATELESS = Versions.libvirt(8, 6);

    /** From it on, libvirt chooses firmware when a domain is defined, and not only when it starts. */
    static final Version CHOSEN_EARLY = Versions.libvirt(9, 2);

    private static final Version SOURCES = Versions.libvirt(8, 5);
    static final Version TEMPLATE_FORMATS = Versions.libvirt(10, 10);
    private static final Form FORMAT = Forms.oneOf("raw", "qcow2");

    static final Shape FEATURES = Shape.of("firmware")
            .children(Shape.of("feature")
                    .attr("enabled", Forms.YES_NO)
                    .attr("name", Forms.oneOf("enrolled-keys", "secure-boot"))
                    .requires("@enabled", "@name"));

    static final Shape LOADER = Shape.of("loader")
            .attr("readonly", Forms.YES_NO)
            .attr("secure", Forms.YES_NO)
            .attr("type", Forms.oneOf("rom", "pflash"))
            .attr("stateless", Forms.YES_NO, STATELESS)
            .attr("format", FORMAT, CHOSEN_EARLY)
            .text(Forms.FILLED);

    static final Shape NVRAM = Shape.of("nvram")
            .attr("template", Forms.FILLED)
            .attr("templateFormat", FORMAT, TEMPLATE_FORMATS)
            .attr("type", Forms.oneOf("file", "block", "network"), SOURCES)
            .attr("format", FORMAT, CHOSEN_EARLY)
            .text((written, spot) -> written.isBlank() ? null : written)
            .child(
                    Shape.of("source")
                            .attr("file", Forms.FILLED)
                            .attr("dev", Forms.FILLED)
                            .attr("protocol", Forms.oneOf("nbd", "iscsi"))
                            .attr("name", Forms.FILLED)
                            .children(Shape.of("host")
                                    .attr("name", Forms.FILLED)
                                    .attr("port", Forms.UINT))
                            .child(Shape.of("auth")
                                    .attr("username", Forms.FILLED)
                                    .child(Shape.of("secret")
                                            .attr("type", Forms.oneOf("iscsi"))
                                            .attr("uuid", Forms.UUID_FORM)
                                            .attr("usage", Forms.FILLED))),
                    SOURCES);

    private Firmware() {}

    static void complete(Plan plan) {
        Draft os = plan.domain().make("os");
        Draft features = os.child("firmware");
        if (features != null) {
            order(features);
        }
        if (!plan.since(STATELESS)) {
            readAsBefore(os);
        } else {
            check(plan, os);
        }
        if (plan.since(CHOSEN_EARLY)) {
            FirmwareChoice.fill(plan, os);
        } else if (isReadOnlyFlash(os) && !"yes".equals(os.at("loader@stateless"))) {
            Draft nvram = os.make("nvram");
            if (nvram.text() == null && !nvram.hasChild("source")) {
                nvram.text(variables(plan, "fd"));
            }
        }
        Draft loader = os.child("loader");
        if (loader != null && loader.text() != null) {
            loader.setIfAbsent("type", "rom");
        }
    }

    /** libvirt keeps the last of each name. */
    private static void order(Draft features) {
        List<Draft> written = features.children("feature");
        features.remove("feature");
        for (String name : List.of("enrolled-keys", "secure-boot")) {
            Draft last = null;
            for (Draft feature : written) {
                last = feature.is("name", name) ? feature : last;
            }
            if (last != null) {
                features.add(last);
            }
        }
    }

    /** Long ago, libvirt read nothing but {@code secure} where firmware is chosen, and no variables without a loader. */
    private static void readAsBefore(Draft os) {
        Draft loader = os.child("loader");
        Draft nvram = os.child("nvram");
        if (loader == null) {
            os.remove("nvram");
            return;
        }
        loader.evenEmpty();
        if (os.has("firmware")) {
            loader.set("readonly", null).set("type", null).text(null);
            if (nvram != null) {
                nvram.set("template", null);
            }
        } else if (loader.text() == null) {
            throw loader.rejected("<loader> names no firmware", "Name its file, or let firmware='efi' choose one");
        }
    }

    private static void check(Plan plan, Draft os) {
        Draft loader = os.child("loader");
        Draft nvram = os.child("nvram");
        boolean chosen = os.has("firmware");
        boolean bios = os.is("firmware", "bios");
        if (!chosen && os.hasChild("firmware")) {
            throw os.rejected("<firmware> says what firmware shall do, but none is chosen", "Give <os> firmware='efi'");
        }
        if (chosen && isOn(os, "enrolled-keys", "yes") && isOn(os, "secure-boot", "no")) {
            throw os.rejected("Keys can't be enrolled without secure boot", "Enable both, or neither");
        }
        if (loader == null && nvram == null) {
            return;
        }
        boolean variables = nvram != null && (plan.since(CHOSEN_EARLY) || nvram.text() != null || nvram.has("type"));
        if (chosen && !plan.since(CHOSEN_EARLY)) {
            onlyChosen(os, loader, nvram);
        }
        if (bios && variables) {
            throw os.rejected("A BIOS has no variables", "Remove <nvram>, or take firmware='efi'");
        }
        if (!chosen && (loader == null || loader.text() == null)) {
            throw os.rejected("<os> names no firmware, and lets none be chosen", "Name its file in <loader>");
        }
        if (nvram != null && plan.since(FirmwareChoice.OWN_FORMAT) && loader != null && loader.is("readonly", "no")) {
            throw nvram.rejected("Firmware that guests can write to keeps its variables itself", "Remove <nvram>");
        }
        if (loader == null || !loader.has("stateless")) {
            return;
        }
        if (loader.is("stateless", "yes")) {
            if (variables || nvram != null && nvram.has("template")) {
                throw loader.rejected("Stateless firmware has no variables", "Remove <nvram>");
            }
        } else if (chosen ? bios : !loader.is("type", "pflash") && !plan.since(FirmwareChoice.OWN_FORMAT)) {
            throw loader.rejected("Only firmware in flash memory has variables", "Take type='pflash'");
        }
    }

    private static void onlyChosen(Draft os, @Nullable Draft loader, @Nullable Draft nvram) {
        boolean said = loader != null
                && (loader.has("readonly") || loader.has("type") || loader.text() != null || loader.is("secure", "no"));
        if (said || nvram != null && nvram.has("template")) {
            throw os.rejected(
                    "Firmware shall be chosen, and <os> says which and how to load it",
                    "Remove firmware='" + os.get("firmware") + "', or all of <loader> and the template");
        }
    }

    private static boolean isOn(Draft os, String feature, String enabled) {
        Draft features = os.child("firmware");
        for (Draft each : features == null ? List.<Draft>of() : features.children()) {
            if (each.is("name", feature) && each.is("enabled", enabled)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReadOnlyFlash(Draft os) {
        Draft loader = os.child("loader");
        return !os.has("firmware")
                && loader != null
                && loader.text() != null
                && loader.is("type", "pflash")
                && loader.is("readonly", "yes");
    }

    static String variables(Plan plan, String extension) {
        Draft name = plan.domain().make("name");
        return plan.platform().nvramFolder() + "/" + name.text() + "_VARS." + extension;
    }

    /** Looks whether the machine can start with it. */
    static void check(Plan plan) {
        Draft os = plan.domain().make("os");
        Draft loader = os.child("loader");
        Draft features = plan.domain().child("features");
        boolean chosen = os.has("firmware");
        boolean flash = !chosen && loader != null && loader.text() != null && loader.is("type", "pflash");
        if ((os.is("firmware", "efi") || flash) && (features == null || !features.hasChild("acpi"))) {
            throw os.rejected("UEFI needs ACPI, which the machine hasn't", "Give <features> an <acpi/>");
        }
        if (loader == null || !loader.is("secure", "yes")) {
            return;
        }
        if (!plan.isQ35()) {
            throw loader.rejected("Secure boot needs a q35 machine, and this is " + plan.machine(), "Take one");
        }
        if (!chosen && (features == null || !"on".equals(features.at("smm@state")))) {
            throw loader.rejected(
                    "Secure boot needs system management mode", "Give <features> a <smm state='on'/>");
        }
    }
}

package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.platform.FirmwareImage;
import dev.holdfast.planner.shape.Draft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of the host's firmware a guest's machine starts with. */
final class FirmwareChoice {

    private static final String RAW = "raw";

    /** From it on, variables keep the format that was asked for, and templates always say theirs. */
    static final Version OWN_FORMAT = Versions.libvirt(12, 0);

    private FirmwareChoice() {}

    static void fill(Plan plan, Draft os) {
        Draft loader = os.child("loader");
        boolean chosen = os.has("firmware");
        if (!chosen && (loader == null || loader.is("type", "rom") && !plan.since(OWN_FORMAT))) {
            return;
        }
        FirmwareImage image = choose(plan, os);
        if (image != null) {
            take(plan, os, image);
        } else if (chosen) {
            throw os.rejected(
                    "The host has no firmware of type " + os.get("firmware") + " that does what is asked of it",
                    "Ask less of it, or install another");
        } else {
            takeUnknown(plan, os, Objects.requireNonNull(loader));
        }
        variables(plan, os);
    }

    private static @Nullable FirmwareImage choose(Plan plan, Draft os) {
        String type = os.at("loader@type");
        boolean uefi = os.has("firmware") ? os.is("firmware", "efi") : type != null;
        if (!uefi) {
            return null;
        }
        for (FirmwareImage image : plan.platform().firmware()) {
            if (image.isFor(plan.machine()) && hasPaths(plan, os, image) && hasFeatures(plan, os, image) && fits(plan, os, image)) {
                return image;
            }
        }
        return null;
    }

    private static boolean hasPaths(Plan plan, Draft os, FirmwareImage image) {
        Draft loader = os.child("loader");
        String path = loader == null ? null : loader.text();
        String template = os.at("nvram@template");
        if (plan.since(OWN_FORMAT)) {
            boolean same = path == null
                    || plan.platform().resolved(path).equals(plan.platform().resolved(image.path()));
            boolean variables = image.isFlash()
                    ? (template == null || template.equals(image.template()))
                            && !"qcow2".equals(os.at("nvram@templateFormat"))
                    : !os.hasChild("nvram");
            return same && variables;
        }
        return (path == null || path.equals(image.path()))
                && (template == null || !image.isFlash() || template.equals(image.template()));
    }

    private static boolean hasFeatures(Plan plan, Draft os, FirmwareImage image) {
        Draft wanted = os.child("firmware");
        for (Draft feature : wanted == null ? List.<Draft>of() : wanted.children()) {
            if (feature.is("enabled", "yes") != image.features().contains(feature.get("name", ""))) {
                return false;
            }
        }
        Draft power = plan.domain().child("pm");
        if (power != null
                && ("yes".equals(power.at("suspend-to-mem@enabled")) && !image.features().contains("acpi-s3")
                        || "yes".equals(power.at("suspend-to-disk@enabled")) && !image.features().contains("acpi-s4"))) {
            return false;
        }
        Draft features = plan.domain().child("features");
        String secure = os.at("loader@secure");
        return image.features().contains("requires-smm")
                ? !"no".equals(secure) && (features == null || !"off".equals(features.at("smm@state")))
                : !"yes".equals(secure);
    }

    private static boolean fits(Plan plan, Draft os, FirmwareImage image) {
        String type = os.at("loader@type");
        if ("no".equals(os.at("loader@readonly"))) {
            return false;
        }
        String format = os.hasChild("loader") ? os.at("loader@format") : os.at("nvram@format");
        if (!image.isFlash()) {
            boolean raw = format == null || format.equals(RAW) || !plan.since(OWN_FORMAT);
            return raw && (type == null || type.equals("rom"));
        }
        return (type == null || type.equals("pflash"))
                && !"yes".equals(os.at("loader@stateless"))
                && (format == null || format.equals(RAW));
    }

    private static void take(Plan plan, Draft os, FirmwareImage image) {
        Draft loader = os.make("loader").text(image.path());
        if (image.isFlash()) {
            loader.set("type", "pflash").set("readonly", "yes").set("format", RAW);
            Draft nvram = os.make("nvram");
            if (!nvram.is("type", "network")) {
                template(plan, nvram, image.template());
            }
        } else {
            loader.set("type", "rom");
            if (plan.since(OWN_FORMAT)) {
                loader.set("format", RAW);
            }
        }
        if (image.features().contains("requires-smm")) {
            plan.domain().make("features").make("smm").set("state", "on");
            loader.set("secure", "yes");
        }
        os.setIfAbsent("firmware", "efi");
        boolean local = !image.isFlash() || os.at("nvram@template") != null;
        Draft features = os.make("firmware");
        features.remove("feature");
        for (String feature : List.of("enrolled-keys", "secure-boot")) {
            if (local || feature.equals("secure-boot")) {
                features.add("feature")
                        .set("enabled", image.features().contains(feature) ? "yes" : "no")
                        .set("name", feature);
            }
        }
    }

    private static void template(Plan plan, Draft nvram, @Nullable String template) {
        nvram.set("template", template);
        if (plan.since(Firmware.TEMPLATE_FORMATS)) {
            nvram.set("templateFormat", RAW);
        }
    }

    private static void takeUnknown(Plan plan, Draft os, Draft loader) {
        boolean listed = loader.is("type", "pflash")
                && !loader.is("readonly", "no")
                && !loader.is("stateless", "yes")
                && RAW.equals(loader.get("format", RAW));
        String usual = listed ? plan.platform().usualVariables(Objects.requireNonNull(loader.text())) : null;
        loader.setIfAbsent("format", RAW);
        Draft nvram = os.child("nvram");
        if (usual != null) {
            loader.set("readonly", "yes");
            nvram = os.make("nvram");
            String template = nvram.get("template", usual);
            String format = nvram.get("templateFormat", RAW);
            template(plan, nvram, template);
            if (plan.since(Firmware.TEMPLATE_FORMATS)) {
                nvram.set("templateFormat", format);
            }
        } else if (nvram != null && nvram.has("template") && plan.since(OWN_FORMAT)) {
            nvram.setIfAbsent("templateFormat", loader.get("format", RAW));
        }
    }

    /** Gives flash memory a file for its variables. */
    private static void variables(Plan plan, Draft os) {
        Draft loader = os.child("loader");
        if (loader == null
                || !loader.is("type", "pflash")
                || !loader.is("readonly", "yes")
                || loader.is("stateless", "yes")) {
            return;
        }
        Draft nvram = os.make("nvram");
        String format = loader.get("format", RAW);
        if (nvram.text() != null || nvram.hasChild("source")) {
            nvram.setIfAbsent("format", format);
            return;
        }
        String ofTemplate = nvram.get("templateFormat", format);
        String own = plan.since(OWN_FORMAT) ? nvram.get("format", ofTemplate) : ofTemplate;
        boolean raw = own.equals(RAW);
        String template = nvram.get("template", "");
        String rawExtension = template.endsWith(".raw") ? "raw" : "fd";
        nvram.set("format", own).text(Firmware.variables(plan, raw ? rawExtension : own));
    }
}

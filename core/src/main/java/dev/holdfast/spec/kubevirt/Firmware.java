package dev.holdfast.spec.kubevirt;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a machine starts by, what it tells of itself, and what its memory is kept secret by. */
final class Firmware {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._+-]+");
    private static final Set<String> ARCHITECTURES = Set.of("amd64");

    private final Vmi vmi;

    Firmware(Vmi vmi) {
        this.vmi = vmi;
    }

    void addTo(Part domain, @Nullable String uuid) {
        os(domain);
        domain.add(sysinfo(uuid));
        launchSecurity(domain);
    }

    private void os(Part domain) {
        Field firmware = vmi.domain().at("firmware").mapping();
        vmi.spec().at("architecture").word(ARCHITECTURES);
        Part os = Part.of("os").set("type", "hvm").set("type@arch", "x86_64");
        os.set("type@machine", vmi.domain().at("machine").mapping().at("type").text(WORD, "a machine type", "Write q35"), "q35");
        Field bootloader = firmware.at("bootloader").mapping();
        if (vmi.isEfi()) {
            Field efi = bootloader.at("efi").mapping();
            if (bootloader.at("bios").isThere()) {
                bootloader.complain("has both bios and efi", "Remove one of them");
            }
            boolean secure = efi.at("secureBoot").flag(true);
            if (secure && !vmi.domain().at("features").at("smm").isOn(false)) {
                efi.complain(
                        "has secureBoot, which needs features.smm: KubeVirt refuses it without",
                        "Write smm: {} below features, or secureBoot: false");
            }
            os.set("@firmware", "efi").add(firmware(secure));
        } else if (bootloader.at("bios").at("useSerial").flag(false)) {
            os.set("bios@useserial", "yes");
        }
        kernel(firmware.at("kernelBoot").mapping(), os);
        acpiTables(firmware.at("acpi").mapping(), os);
        os.set("smbios@mode", "sysinfo");
        domain.add(os);
    }

    /** KubeVirt names the file by these; libvirt chooses by them (libvirt since 7.2). */
    private static Part firmware(boolean secure) {
        Part firmware = Part.of("firmware");
        for (String feature : secure ? List.of("secure-boot", "enrolled-keys") : List.of("secure-boot")) {
            firmware.add(Part.of("feature").set("@enabled", secure ? "yes" : "no").set("@name", feature));
        }
        return firmware;
    }

    private static void kernel(Field boot, Part os) {
        if (!boot.isThere()) {
            return;
        }
        String folder = "/var/run/kubevirt/container-disks/kernel-boot/";
        Field container = boot.at("container").mapping();
        String kernel = container.at("kernelPath").text();
        String initrd = container.at("initrdPath").text();
        os.set("kernel", kernel == null ? null : folder + kernel.substring(kernel.lastIndexOf('/') + 1));
        os.set("initrd", initrd == null ? null : folder + initrd.substring(initrd.lastIndexOf('/') + 1));
        os.set("cmdline", boot.at("kernelArgs").text());
    }

    private void acpiTables(Field acpi, Part os) {
        Part tables = Part.of("acpi");
        boolean any = false;
        for (String type : List.of("slic", "msdm")) {
            Field reference = acpi.at(type + "NameRef");
            String volume = reference.text(Devices.NAME, "a volume's name", "");
            if (volume != null) {
                boolean known = vmi.spec().at("volumes").items().stream()
                        .anyMatch(one -> volume.equals(one.at("name").text()) && one.at("secret").isThere());
                if (!known) {
                    reference.complain("is " + volume + ", and there is no such volume with a secret", "");
                }
                String path = Vmi.PRIVATE + "secret/" + volume + "/" + type + ".bin";
                tables.add(Part.of("table").set("@type", type).set("", path));
                any = true;
            }
        }
        os.add(any ? tables : null);
    }

    /** What DMI tells. Manufacturer, product and family are the cluster's, and not in the manifest. */
    private Part sysinfo(@Nullable String uuid) {
        Part sysinfo = Part.of("sysinfo").set("@type", "smbios");
        String serial = vmi.domain().at("firmware").at("serial").text();
        if (uuid != null || serial != null) {
            sysinfo.add(Part.of("system").add(entry("uuid", uuid)).add(entry("serial", serial)));
        }
        Field chassis = vmi.domain().at("chassis").mapping();
        Part entries = Part.of("chassis");
        boolean any = false;
        for (String name : List.of("manufacturer", "version", "serial", "asset", "sku")) {
            Part entry = entry(name, chassis.at(name).text());
            any |= entry != null;
            entries.add(entry);
        }
        return any ? sysinfo.add(entries) : sysinfo;
    }

    private static @Nullable Part entry(String name, @Nullable String value) {
        return value == null ? null : Part.of("entry").set("@name", name).set("", value);
    }

    private void launchSecurity(Part domain) {
        Field security = vmi.domain().at("launchSecurity").mapping();
        if (security.at("sev").isThere()) {
            Field sev = security.at("sev").mapping();
            boolean encrypted = sev.at("policy").mapping().at("encryptedState").flag(false);
            domain.add(Part.of("launchSecurity")
                    .set("@type", "sev")
                    .set("policy", encrypted ? "0x5" : "0x1")
                    .set("dhCert", sev.at("dhCert").text())
                    .set("session", sev.at("session").text()));
        } else if (security.at("snp").isThere()) {
            domain.add(Part.of("launchSecurity").set("@type", "sev-snp").set("policy", "0x30000"));
        } else if (security.at("tdx").isThere()) {
            domain.add(Part.of("launchSecurity").set("@type", "tdx"));
        }
    }
}

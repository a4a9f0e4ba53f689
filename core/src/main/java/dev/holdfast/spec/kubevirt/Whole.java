package dev.holdfast.spec.kubevirt;

import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What belongs to no device: memory, CPU and identity. */
final class Whole {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._+-]+");
    private static final Set<String> ARCHITECTURES = Set.of("amd64");
    private static final Set<String> HOST_CPUS = Set.of("host-model", "host-passthrough");
    private static final Set<String> POLICIES = Set.of("force", "require", "optional", "disable", "forbid");

    private static final long MOST_CPUS = 65536;

    private final Vmi vmi;

    Whole(Vmi vmi) {
        this.vmi = vmi;
    }

    void addTo(Part domain) {
        Field spec = vmi.domain();
        domain.set("name", vmi.domainName());
        String uuid = spec.at("firmware").at("uuid").text(UUID, "a UUID", "Write one as uuidgen prints it");
        domain.set("uuid", uuid);
        memory(domain);
        cpu(domain);
        os(domain);
        domain.add(sysinfo(uuid));
        launchSecurity(domain);
    }

    private void memory(Part domain) {
        Field memory = vmi.domain().at("memory").mapping();
        Long bytes = vmi.memory();
        if (bytes == null || bytes == 0) {
            if (bytes == null && isMemoryWritten()) {
                return;
            }
            boolean elsewhere = vmi.remarks().stream().anyMatch(remark -> remark.what().contains("instancetype"));
            vmi.domain().complain(
                    bytes == null ? "doesn't say how much memory the guest has" : "gives the guest no memory",
                    elsewhere
                            ? "Its instance type may: let the cluster write it out with virtctl expand"
                            : "Write memory: {guest: 1Gi} below domain");
            return;
        }
        domain.set("memory@unit", "b").set("memory", bytes.toString());
        Long most = memory.at("maxGuest").quantity(RoundingMode.FLOOR);
        if (most != null && !most.equals(bytes)) {
            domain.set("maxMemory@unit", "b").set("maxMemory", most.toString());
        }
        boolean huge = memory.at("hugepages").isThere();
        boolean shared = !vmi.devices().at("filesystems").items().isEmpty();
        boolean memfd = shared || huge && !"false".equals(vmi.annotations().get("kubevirt.io/memfd"));
        if (huge) {
            domain.add(Part.of("memoryBacking").add(Part.of("hugepages")));
        }
        if (shared) {
            domain.set("memoryBacking/access@mode", "shared");
        }
        if (memfd) {
            domain.set("memoryBacking/source@type", "memfd");
        }
    }

    /** True where it is written and no amount, which was said already. */
    private boolean isMemoryWritten() {
        Field resources = vmi.domain().at("resources");
        return vmi.domain().at("memory").at("guest").isThere()
                || resources.at("requests").at("memory").isThere()
                || resources.at("limits").at("memory").isThere();
    }

    private boolean needsNuma() {
        Field memory = vmi.domain().at("memory");
        return !vmi.devices().at("filesystems").items().isEmpty()
                || memory.at("hugepages").isThere() && !"false".equals(vmi.annotations().get("kubevirt.io/memfd"))
                || memory.at("maxGuest").isThere();
    }

    private void cpu(Part domain) {
        Field cpu = vmi.domain().at("cpu").mapping();
        Vmi.Topology topology = vmi.topology();
        if (topology.vcpus() > MOST_CPUS) {
            cpu.complain("has " + topology.vcpus() + " virtual CPUs, more than any machine takes", "");
            return;
        }
        long most = cpu.at("maxSockets").number(0, 4096, 0);
        if (most * topology.cores() * topology.threads() > MOST_CPUS) {
            cpu.at("maxSockets").complain("allows for more virtual CPUs than any machine takes", "");
            return;
        }
        long all = most == 0 ? topology.vcpus() : most * topology.cores() * topology.threads();
        domain.set("vcpu@placement", "static");
        if (topology.isWritten()) {
            domain.set("vcpu", Long.toString(all));
        } else {
            domain.fill("vcpu", Long.toString(all));
        }
        if (most > 0) {
            domain.add(vcpus(topology, all));
        }
        Part part = Part.of("cpu");
        String model = cpu.at("model").text(WORD, "the name of a CPU model", "");
        boolean host = model == null || HOST_CPUS.contains(model);
        part.set("@mode", host ? model : "custom", "host-model").set("model", host ? null : model);
        boolean counted = topology.isWritten();
        count(part, "sockets", most == 0 ? topology.sockets() : most, counted);
        count(part, "cores", topology.cores(), counted);
        count(part, "threads", topology.threads(), counted);
        boolean mpx = false;
        boolean vmx = false;
        for (Field feature : cpu.at("features").items()) {
            String name = feature.at("name").text(WORD, "the name of a CPU feature", "");
            if (name == null) {
                feature.complain("has no name", "Write the CPU feature's name");
                continue;
            }
            mpx |= name.equals("mpx");
            vmx |= name.equals("vmx");
            part.add(Part.of("feature")
                    .set("@policy", feature.at("policy").word(POLICIES), "require")
                    .set("@name", name));
        }
        if (!vmx && isOn(vmi.domain().at("features").at("hyperv").at("evmcs"), false)) {
            part.add(Part.implied("feature").fill("@policy", "require").set("@name", "vmx"));
        }
        if (!host && !mpx) {
            part.add(Part.implied("feature").fill("@policy", "disable").set("@name", "mpx"));
        }
        if (needsNuma()) {
            part.add(numa(all));
        }
        domain.add(part);
        if (cpu.at("numa").at("guestMappingPassthrough").isThere()) {
            vmi.remark(cpu.at("numa"), "The guest's NUMA nodes are the node's, and known there only", "");
        }
        if (cpu.at("realtime").isThere()) {
            vmi.remark(cpu.at("realtime"), "How the VM runs in real time is not modelled; the guest's devices don't change by it", "");
        }
    }

    private static void count(Part cpu, String name, long value, boolean written) {
        cpu.set("topology@" + name, written ? Long.toString(value) : null, Long.toString(value));
    }

    private static Part vcpus(Vmi.Topology topology, long all) {
        Part vcpus = Part.of("vcpus");
        for (long id = 0; id < all; id++) {
            vcpus.add(Part.of("vcpu")
                    .set("@id", Long.toString(id))
                    .set("@enabled", id < topology.vcpus() ? "yes" : "no")
                    .set("@hotpluggable", id >= topology.cores() * topology.threads() ? "yes" : "no"));
        }
        return vcpus;
    }

    private @Nullable Part numa(long vcpus) {
        Long bytes = vmi.memory();
        return bytes == null
                ? null
                : Part.of("numa").add(Part.of("cell")
                        .set("@id", "0")
                        .set("@cpus", "0-" + (vcpus - 1))
                        .set("@memory", Long.toString(bytes / 1024))
                        .set("@unit", "KiB"));
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
            if (secure && !isOn(vmi.domain().at("features").at("smm"), false)) {
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

    static boolean isOn(Field feature, boolean otherwise) {
        return feature.isThere() ? feature.at("enabled").flag(true) : otherwise;
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

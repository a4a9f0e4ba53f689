package dev.holdfast.spec.kubevirt;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Processors: how many, of which model, and with which features. */
final class Processors {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._+-]+");
    private static final Set<String> HOST_CPUS = Set.of("host-model", "host-passthrough");
    private static final Set<String> POLICIES = Set.of("force", "require", "optional", "disable", "forbid");
    private static final long MOST_CPUS = 65536;

    private final Vmi vmi;

    Processors(Vmi vmi) {
        this.vmi = vmi;
    }

    void addTo(Part domain) {
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
        if (!vmx && vmi.domain().at("features").at("hyperv").at("evmcs").isOn(false)) {
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

    private boolean needsNuma() {
        Field memory = vmi.domain().at("memory");
        return !vmi.devices().at("filesystems").items().isEmpty()
                || memory.at("hugepages").isThere() && !"false".equals(vmi.annotations().get("kubevirt.io/memfd"))
                || memory.at("maxGuest").isThere();
    }
}

package dev.holdfast.spec.kubevirt;

import java.math.RoundingMode;
import java.util.regex.Pattern;

/** What belongs to no device: identity and memory, and then processors and firmware. */
final class Whole {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

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
        new Processors(vmi).addTo(domain);
        new Firmware(vmi).addTo(domain, uuid);
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
}

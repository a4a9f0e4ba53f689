package dev.holdfast.spec.kubevirt;

import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The instance that a manifest asks for, with what its parts need to know of each other.
 *
 * @param namespace {@code default} where the manifest leaves it to whoever applies it
 * @param annotations those that KubeVirt finds on the instance
 * @param metadata the instance's {@code metadata}
 * @param spec the instance's {@code spec}
 * @param status the instance's {@code status}, which only a running one has
 * @param remarks what the manifest leaves to the cluster or the node
 */
record Vmi(
        String namespace,
        String name,
        @Nullable String uid,
        Map<String, String> annotations,
        Field metadata,
        Field spec,
        Field status,
        List<Problem> remarks) {

    /** Where KubeVirt has a VM's sockets and files. */
    static final String PRIVATE = "/var/run/kubevirt-private/";

    static final long MOST = Integer.MAX_VALUE;

    Vmi(
            String namespace,
            String name,
            @Nullable String uid,
            Map<String, String> annotations,
            Field metadata,
            Field spec,
            Field status) {
        this(namespace, name, uid, annotations, metadata, spec, status, new ArrayList<>());
    }

    Field domain() {
        return spec.at("domain");
    }

    Field devices() {
        return domain().at("devices");
    }

    /** What the domain is called. */
    String domainName() {
        return namespace + "_" + name;
    }

    /** The folder of its sockets, named by the instance's UID, which a manifest that never ran has none of. */
    String folder() {
        return PRIVATE + (uid == null ? domainName() : uid) + "/";
    }

    boolean has(String annotation) {
        return "true".equals(annotations.get(annotation));
    }

    /** The model of its virtio devices. */
    String virtioModel() {
        return devices().at("useVirtioTransitional").flag(false) ? "virtio-transitional" : "virtio-non-transitional";
    }

    /** A virtio device with its model: its owner's where the manifest says which they are, or else KubeVirt's. */
    Part virtio(Part device, String path) {
        return devices().at("useVirtioTransitional").isThere() ? device.set(path, virtioModel()) : device.fill(path, virtioModel());
    }

    boolean isEfi() {
        return domain().at("firmware").at("bootloader").at("efi").isThere();
    }

    boolean hasGraphics() {
        return devices().at("autoattachGraphicsDevice").flag(true);
    }

    boolean hasSerialConsole() {
        return devices().at("autoattachSerialConsole").flag(true);
    }

    /** True where the guest's memory is encrypted so that its virtio devices must use the IOMMU. */
    boolean isSev() {
        Field security = domain().at("launchSecurity");
        return security.at("sev").isThere() || security.at("snp").isThere();
    }

    /** A virtio device, which uses the IOMMU where the guest's memory is encrypted. */
    Part iommu(Part device) {
        return isSev() ? device.fill("driver@iommu", "on") : device;
    }

    /** Its CPUs as they are counted. */
    record Topology(long sockets, long cores, long threads, boolean isWritten) {
        long vcpus() {
            return sockets * cores * threads;
        }
    }

    /** Its CPUs; where it doesn't count them, its resources do. */
    Topology topology() {
        Field cpu = domain().at("cpu");
        long sockets = cpu.at("sockets").number(0, 4096, 0);
        long cores = cpu.at("cores").number(0, 4096, 0);
        long threads = cpu.at("threads").number(0, 4096, 0);
        boolean written = sockets + cores + threads > 0;
        if (!written) {
            Field resources = domain().at("resources");
            Long asked = resources.at("limits").at("cpu").quantity(RoundingMode.CEILING);
            if (asked == null) {
                asked = resources.at("requests").at("cpu").quantity(RoundingMode.CEILING);
            }
            written = asked != null;
            sockets = asked == null ? 0 : Math.min(asked, 4096);
        }
        return new Topology(Math.max(1, sockets), Math.max(1, cores), Math.max(1, threads), written);
    }

    /** What the guest has of memory, in bytes; null where the manifest doesn't say. */
    @Nullable Long memory() {
        Field resources = domain().at("resources");
        Long guest = domain().at("memory").at("guest").quantity(RoundingMode.FLOOR);
        if (guest == null) {
            guest = resources.at("requests").at("memory").quantity(RoundingMode.FLOOR);
        }
        if (guest == null) {
            guest = resources.at("limits").at("memory").quantity(RoundingMode.FLOOR);
        }
        return guest == null ? domain().at("memory").at("hugepages").at("pageSize").quantity(RoundingMode.FLOOR) : guest;
    }

    /** Notes what only the cluster or a node can tell. */
    void remark(Field field, String what, String remedy) {
        Place place = field.place();
        remarks.add(Problem.at(place, what, remedy));
    }
}

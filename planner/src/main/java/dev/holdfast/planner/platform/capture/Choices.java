package dev.holdfast.planner.platform.capture;

import static dev.holdfast.planner.platform.capture.Choice.said;
import static dev.holdfast.planner.platform.capture.Choice.tried;

import java.util.List;

/**
 * The choices that are captured: those of which all the values that there are can be found out. What domain capabilities say
 * is believed; what they don't, with an older libvirt or at all, is tried.
 */
final class Choices {

    static final List<Choice> ALL = List.of(
            said("os@firmware", "os", "firmware"),
            said("memoryBacking/source@type", "memoryBacking", "sourceType"),
            said("launchSecurity@type", "features/launchSecurity", "sectype"),
            said("crypto@model", "devices/crypto", "model")
                    .orTried("<crypto model='%s' type='qemu'><backend model='builtin'/></crypto>", "virtio"),
            said("crypto/backend@model", "devices/crypto", "backendModel")
                    .orTried("<crypto model='virtio' type='qemu'><backend model='%s'/></crypto>", "builtin", "lkcf"),
            said("disk@device", "devices/disk", "diskDevice"),
            said("disk@model", "devices/disk", "model"),
            said("disk/target@bus", "devices/disk", "bus"),
            said("filesystem/driver@type", "devices/filesystem", "driverType"),
            said("graphics@type", "devices/graphics", "type"),
            said("interface/backend@type", "devices/interface", "backendType"),
            tried("iommu@model", "<iommu model='%s'/>", "intel", "smmuv3", "virtio", "amd"),
            tried("memballoon@model", "<memballoon model='%s'/>",
                    "virtio", "virtio-transitional", "virtio-non-transitional", "xen", "none"),
            said("panic@model", "devices/panic", "model")
                    .orTried("<panic model='%s'/>", "isa", "hyperv", "pvpanic", "pseries", "s390"),
            said("rng@model", "devices/rng", "model"),
            said("rng/backend@model", "devices/rng", "backendModel"),
            tried("sound@model", "<sound model='%s'/>",
                    "ac97", "es1370", "ich6", "ich7", "ich9", "pcspk", "sb16", "usb", "virtio"),
            said("tpm@model", "devices/tpm", "model")
                    .orTried("<tpm model='%s'><backend type='passthrough'/></tpm>",
                            "tpm-tis", "tpm-crb", "tpm-spapr", "spapr-tpm-proxy"),
            said("tpm/backend@type", "devices/tpm", "backendModel")
                    .orTried("<tpm model='tpm-tis'><backend type='%s'/></tpm>", "passthrough", "emulator"),
            said("video/model@type", "devices/video", "modelType"),
            tried("video/model/acceleration@accel3d",
                    "<video><model type='virtio'><acceleration accel3d='%s'/></model></video>", "yes", "no"),
            tried("watchdog@model", "<watchdog model='%s'/>", "i6300esb", "ib700", "diag288", "itco"),
            tried("controller[type=scsi]@model", "<controller type='scsi' model='%s'/>",
                    "auto", "buslogic", "lsilogic", "lsisas1068", "lsisas1078", "vmpvscsi", "ibmvscsi", "virtio-scsi",
                    "virtio-transitional", "virtio-non-transitional", "ncr53c90", "dc390", "am53c974"));

    private Choices() {}
}

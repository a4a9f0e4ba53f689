package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;

/** {@code <domain>}: its parts in the order in which libvirt writes them. */
public final class DomainShape {

    /** The whole. */
    public static final Shape DOMAIN = QemuNamespace.addTo(
            QemuNamespace.declare(Shape.of("domain").attr("type", Forms.oneOf("qemu", "kvm")))
                    .ignores("@id")
                    .child(Identity.NAME_SHAPE)
                    .child(Identity.UUID_SHAPE)
                    .child(Identity.GENID_SHAPE)
                    .child(Identity.TITLE_SHAPE)
                    .child(Identity.DESCRIPTION_SHAPE)
                    .child(Identity.METADATA_SHAPE)
                    .child(Memory.MAXIMUM)
                    .child(Memory.TOTAL)
                    .child(Memory.CURRENT)
                    .child(Tuning.BLKIO)
                    .child(Tuning.MEMORY)
                    .child(MemoryBacking.SHAPE)
                    .child(Vcpus.SHAPE)
                    .child(Vcpus.EACH)
                    .child(IoThreadParts.NUMBER)
                    .child(IoThreadParts.EACH)
                    .child(IoThreadParts.DEFAULT, Versions.libvirt(8, 5))
                    .child(ThrottleGroups.SHAPE, Versions.libvirt(11, 2))
                    .child(CpuTune.SHAPE)
                    .child(NumaTune.SHAPE)
                    .child(Tuning.RESOURCE)
                    .children("sysinfo", Sysinfo::shape)
                    .child(Os.SHAPE)
                    .child(IdMap.SHAPE)
                    .child(Features.SHAPE)
                    .child(Cpu.SHAPE)
                    .child(Clock.SHAPE)
                    .child(Lifecycle.POWEROFF)
                    .child(Lifecycle.REBOOT)
                    .child(Lifecycle.CRASH)
                    .child(Lifecycle.LOCK_FAILURE)
                    .child(Lifecycle.POWER)
                    .child(Perf.SHAPE)
                    .child(Kinds.DEVICES)
                    .children(SecLabels.SHAPE)
                    .child(LaunchSecurity.KEYWRAP)
                    .child(LaunchSecurity.SHAPE));

    private DomainShape() {}
}

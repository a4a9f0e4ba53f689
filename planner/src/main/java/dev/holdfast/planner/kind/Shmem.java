package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Paths;
import dev.holdfast.planner.shape.Shape;
import java.util.Objects;

/** {@code <shmem>}: memory that several VMs share. */
public final class Shmem implements Kind {

    private static final Version SIZES_CHECKED = Versions.libvirt(9, 1);

    private static final long MIB = 1L << 20;

    /** Bytes until the check is done, as the size that counts isn't the one that is written. */
    private static final Shape SHAPE = Shape.of("shmem")
            .attr("name", Forms.TEXT)
            .attr("role", Forms.oneOf("master", "peer"))
            .child(Shape.of("model").attr("type", Forms.oneOf("ivshmem", "ivshmem-plain", "ivshmem-doorbell")))
            .child(Shape.text("size", Forms.size(1, 1)).constant("unit", "M"))
            .child(Shape.flag("server").attr("path", (written, spot) -> Paths.clean(written)))
            .child(Shape.flag("msi").attr("vectors", Forms.UINT_UNLESS_ZERO).attr("ioeventfd", Forms.ON_OFF))
            .child(Common.ALIAS)
            .child(Common.ACPI, Versions.libvirt(7, 3))
            .child("address", Addresses.byType())
            .ignores("boot", "rom")
            .requires("@name");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft shmem, Plan plan) {
        String name = shmem.get("name", "");
        String of = "Shared memory " + name;
        String model = shmem.at("model@type");
        if (model == null || model.equals("ivshmem")) {
            throw shmem.rejected(of + ": QEMU has no model ivshmem any more", "Write <model type='ivshmem-plain'/>");
        }
        if (name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
            throw shmem.rejected(of + ": the name is a file's in one directory", "Give it a name without a slash");
        }
        boolean isServed = shmem.hasChild("server");
        boolean isDoorbell = model.equals("ivshmem-doorbell");
        if (isServed != isDoorbell) {
            throw shmem.rejected(
                    of + ": the model " + model + (isServed ? " has no server" : " needs a server"),
                    isServed ? "Write <model type='ivshmem-doorbell'/>" : "Write <server path='...'/>");
        }
        if (!isServed && shmem.hasChild("msi")) {
            throw shmem.rejected(of + ": <msi> goes with a server", "Take it away");
        }
        Draft size = shmem.child("size");
        long bytes = size == null ? 0 : Long.parseLong(Objects.requireNonNullElse(size.text(), "0"));
        if (isDoorbell) {
            if (bytes > 0) {
                throw shmem.rejected(of + ": the server says how large it is", "Take <size> away");
            }
            shmem.remove("size");
            shmem.make("msi").setIfAbsent("ioeventfd", "on");
            return;
        }
        if (bytes == 0) {
            bytes = 4 * MIB;
        }
        if (plan.since(SIZES_CHECKED) && (bytes < MIB || Long.bitCount(bytes) != 1)) {
            throw shmem.rejected(of + ": its size is " + bytes + " bytes", "It is a power of 2, and at least 1 MiB");
        }
        shmem.make("size").text(Long.toString(bytes / MIB));
    }
}

package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.HashSet;
import java.util.Set;

/** What a domain may take of the host's disks and memory: {@code <blkiotune>}, {@code <memtune>}, {@code <resource>}. */
final class Tuning {

    private static final Form COUNT = unlessZero(Forms.decimal(0, 0xffff_ffffL));
    private static final Form BYTES = unlessZero(Forms.decimal(0, Long.MAX_VALUE));

    static final Shape BLKIO = Shape.of("blkiotune")
            .child(Shape.text("weight", COUNT))
            .children(Shape.of("device")
                    .child(Shape.text("path", Forms.FILLED))
                    .child(Shape.text("weight", COUNT))
                    .child(Shape.text("read_iops_sec", COUNT))
                    .child(Shape.text("write_iops_sec", COUNT))
                    .child(Shape.text("read_bytes_sec", BYTES))
                    .child(Shape.text("write_bytes_sec", BYTES)));

    static final Shape MEMORY = Shape.of("memtune")
            .child(Sizes.limit("hard_limit"))
            .child(Sizes.limit("soft_limit"))
            .child(Shape.text("min_guarantee", (written, spot) -> {
                throw spot.rejected(written, "QEMU can't guarantee a minimum");
            }))
            .child(Sizes.limit("swap_hard_limit"));

    static final Shape RESOURCE = Shape.of("resource")
            .child(Shape.text("partition", Forms.FILLED))
            .child(Shape.of("fibrechannel").attr("appid", Forms.FILLED), dev.holdfast.planner.kind.Versions.libvirt(7, 7));

    private Tuning() {}

    static void complete(Plan plan) {
        Draft resource = plan.domain().child("resource");
        if (resource != null && !resource.hasChild("partition") && resource.at("fibrechannel@appid") == null) {
            throw resource.rejected("<resource> has no partition", "Give it a <partition>, or remove it");
        }
        Draft blkio = plan.domain().child("blkiotune");
        if (blkio == null) {
            return;
        }
        Set<String> paths = new HashSet<>();
        for (Draft device : blkio.children("device")) {
            Draft path = device.child("path");
            if (path == null || path.text() == null) {
                throw device.rejected("A device of <blkiotune> has no path", "Give it one");
            }
            if (!paths.add(path.text())) {
                throw device.rejected("<blkiotune> has the device " + path.text() + " twice", "Remove one of the two");
            }
            if (hasOnlyPath(device)) {
                path.text(null);
            }
        }
    }

    private static boolean hasOnlyPath(Draft device) {
        for (Draft child : device.children()) {
            if (!child.name().equals("path") && child.text() != null) {
                return false;
            }
        }
        return true;
    }

    /** A number of which libvirt doesn't write a 0, nor reads an empty one. */
    static Form unlessZero(Form form) {
        return (written, spot) -> {
            String number = written.isEmpty() ? null : form.read(written, spot);
            return number == null || number.equals("0") ? null : number;
        };
    }
}

package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.NumberSet;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import java.util.Map;
import java.util.Objects;

/** {@code <memory>} as a device: what may be plugged in. */
public final class MemoryDevice implements Kind {

    private static final Form KIB = Forms.size(1024, 1024);

    /** libvirt doesn't write a size of nothing. */
    private static final Form KIB_UNLESS_ZERO = (written, spot) -> {
        String size = KIB.read(written, spot);
        return size == null || size.equals("0") ? null : size;
    };

    private static final Form NODE = Forms.decimal(0, Integer.MAX_VALUE);

    private static final Shape ADDRESS = Shape.of("address").attr("base", Addresses.BASE);

    private static final Shape OF_NODES =
            Shape.of("source").child(nodes()).child(size("pagesize", KIB_UNLESS_ZERO)).ignores("path", "alignsize", "pmem");

    private static final Map<String, Shape> SOURCES = Map.of(
            "dimm",
            OF_NODES,
            "virtio-mem",
            OF_NODES,
            "nvdimm",
            Shape.of("source")
                    .child(Shape.text("path", Forms.FILLED))
                    .child(size("alignsize", KIB_UNLESS_ZERO))
                    .child(Shape.flag("pmem"))
                    .ignores("nodemask", "pagesize"),
            "virtio-pmem",
            Shape.of("source")
                    .child(Shape.text("path", Forms.FILLED))
                    .ignores("nodemask", "pagesize", "alignsize", "pmem"),
            "sgx-epc",
            Shape.of("source").child(nodes()).ignores("path", "pagesize", "alignsize", "pmem"));

    private static final Map<String, Shape> TARGETS = Map.of(
            "dimm",
            target().ignores("label", "readonly", "block", "requested", "address"),
            "nvdimm",
            target().child(Shape.of("label").child(size("size", KIB_UNLESS_ZERO)))
                    .child(Shape.flag("readonly"))
                    .ignores("block", "requested", "address"),
            "virtio-pmem",
            target().child(ADDRESS, Versions.libvirt(9, 4)).ignores("label", "readonly", "block", "requested"),
            "virtio-mem",
            target().attr("dynamicMemslots", Forms.YES_NO, Versions.libvirt(10, 1))
                    .child(size("block", KIB_UNLESS_ZERO))
                    .child(size("requested", KIB))
                    .child(ADDRESS, Versions.libvirt(9, 4))
                    .ignores("label", "readonly"),
            "sgx-epc",
            target().ignores("label", "readonly", "block", "requested", "address"));

    private static final Shape SHAPE = Shape.of("memory")
            .attr(
                    "model",
                    Forms.oneOf("dimm", "nvdimm")
                            .since(Versions.libvirt(7, 1), "virtio-pmem")
                            .since(Versions.libvirt(7, 9), "virtio-mem")
                            .since(Versions.libvirt(8, 10), "sgx-epc"))
            .attr("access", Forms.oneOf("shared", "private"))
            .attr("discard", Forms.YES_NO)
            .child(Shape.text("uuid", Forms.UUID_FORM), Versions.libvirt(7, 9))
            .child("source", by -> of(SOURCES, by))
            .child("target", by -> of(TARGETS, by))
            .child(Common.ALIAS)
            .child(Common.ACPI, Versions.libvirt(7, 3))
            .child("address", Addresses.byType())
            .ignores("boot", "rom")
            .requires("@model", "target");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft memory, Plan plan) {
        if (memory.is("model", "virtio-pmem")) {
            memory.setIfAbsent("access", "shared");
        }
        if (memory.is("model", "virtio-mem")) {
            Draft target = Objects.requireNonNull(memory.child("target"));
            if (kib(target, "block") == 0) {
                target.remove("requested");
            } else {
                Draft requested = target.make("requested");
                requested.text(Objects.requireNonNullElse(requested.text(), "0"));
            }
        }
    }

    @Override
    public void check(Draft memory, Plan plan) {
        MemoryDeviceChecks.check(memory, plan);
    }

    /** How many KiB an element says; 0 where there is none. */
    static long kib(Draft holder, String name) {
        Draft size = holder.child(name);
        return size == null || size.text() == null ? 0 : Long.parseLong(size.text());
    }

    private static Shape of(Map<String, Shape> shapes, Selection by) {
        return Objects.requireNonNull(shapes.get(by.parent().get("model", "")));
    }

    private static Shape target() {
        return Shape.of("target")
                .child(size("size", KIB))
                .child(Shape.text("node", NODE))
                .ignores("current", "@dynamicMemslots")
                .requires("size");
    }

    private static Shape nodes() {
        return Shape.text("nodemask", NumberSet.FORM);
    }

    private static Shape size(String name, Form form) {
        return Shape.text(name, form).constant("unit", "KiB");
    }
}

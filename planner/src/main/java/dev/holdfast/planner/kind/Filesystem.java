package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Paths;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <filesystem>}: a directory of the host's. */
public final class Filesystem implements Kind {

    private static final Version SOCKETS = Versions.libvirt(8, 0);
    private static final Version READ_ONLY = Versions.libvirt(11, 0);
    private static final Version UNIQUE_TARGETS = Versions.libvirt(8, 0);

    /** From where on libvirt runs none; 11.3 does, 12.8 doesn't. */
    private static final Version HANDLE_GONE = Versions.libvirt(11, 4);

    /** What only containers mount. */
    private static final List<String> NOT_QEMU = List.of("loop", "nbd", "ploop");

    private static final int MOST_MODE = 0777;

    private static final Form COUNT = (written, spot) -> {
        String number = Forms.decimal(0, Long.MAX_VALUE).read(written, spot);
        return number == null || number.equals("0") ? null : number;
    };

    private static final Shape DRIVER = Common.virtio(Shape.of("driver")
            .attr(
                    "type",
                    Forms.oneOf("path", "handle", "loop", "nbd", "ploop", "virtiofs")
                            .since(Versions.libvirt(9, 9), "mtp")
                            .orDefault())
            .attr("format", DiskSource.FORMATS)
            .attr("wrpolicy", Forms.oneOfOrDefault("immediate"))
            .attr("queue", COUNT));

    private static final Shape BINARY = Shape.of("binary")
            .attr("path", (written, spot) -> Paths.clean(written))
            .attr("xattr", Forms.ON_OFF)
            .child(Shape.of("cache").attr("mode", Forms.oneOf("none", "always")))
            .child(Shape.of("sandbox").attr("mode", Forms.oneOf("namespace", "chroot")), Versions.libvirt(7, 2))
            .child(Shape.of("lock").attr("posix", Forms.ON_OFF).attr("flock", Forms.ON_OFF))
            .child(
                    Shape.of("thread_pool").attr("size", Forms.decimal(0, Integer.MAX_VALUE)),
                    Versions.libvirt(8, 5))
            .child(Shape.of("openfiles").attr("max", COUNT), Versions.libvirt(10, 6));

    private static final Shape SHAPE = Shape.of("filesystem")
            .attr("type", Filesystem::type)
            .attr("accessmode", Forms.oneOf("passthrough", "mapped", "squash"))
            .attr("model", Forms.oneOf("virtio", "virtio-transitional", "virtio-non-transitional"))
            .attr("multidevs", Forms.oneOfOrDefault("remap", "forbid", "warn"))
            .attr("fmode", Filesystem::mode)
            .attr("dmode", Filesystem::mode)
            .child(DRIVER)
            .child(BINARY)
            .child(
                    Shape.of("idmap").children(ids("uid")).children(ids("gid")),
                    Versions.libvirt(10, 0))
            .child(Shape.of("source")
                    .attr("dir", Forms.TEXT)
                    .attr("socket", Forms.TEXT, SOCKETS))
            .child(Shape.of("target").attr("dir", Forms.TEXT))
            .child(Shape.flag("readonly"))
            .child(Common.BOOT, SOCKETS)
            .child(Common.ALIAS)
            .child(Common.ACPI, Versions.libvirt(7, 3))
            .child("address", Addresses.byType())
            .child(Shape.text("space_hard_limit", Forms.size(1, 1)).constant("unit", "bytes"))
            .child(Shape.text("space_soft_limit", Forms.size(1, 1)).constant("unit", "bytes"))
            .ignores("rom");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft filesystem, Plan plan) {
        filesystem.setIfAbsent("type", "mount");
        Draft source = filesystem.child("source");
        boolean isSocket = source != null && source.has("socket");
        if (source != null && isSocket) {
            source.set("dir", null);
        } else {
            filesystem.setIfAbsent("accessmode", "passthrough");
        }
        Draft driver = filesystem.child("driver");
        if (!isVirtio(filesystem)) {
            filesystem.remove("binary");
            filesystem.remove("idmap");
            if (driver != null) {
                driver.set("queue", null);
            }
        }
        if (driver != null && !driver.has("type")) {
            driver.set("format", null).set("wrpolicy", null);
        }
    }

    @Override
    public void check(Draft filesystem, Plan plan) {
        String target = filesystem.at("target@dir");
        String of = "Filesystem " + target;
        if (filesystem.at("source@dir") == null && filesystem.at("source@socket") == null) {
            throw filesystem.rejected(of + " has no source", "Write <source dir='...'/>");
        }
        if (target == null) {
            throw filesystem.rejected("A filesystem has no target", "Write <target dir='...'/>, the tag to mount it by");
        }
        if (filesystem.hasChild("space_hard_limit") || filesystem.hasChild("space_soft_limit")) {
            throw filesystem.rejected(of + ": QEMU limits no space", "Take the limit away");
        }
        boolean isVirtio = isVirtio(filesystem);
        boolean isModed = filesystem.has("fmode") || filesystem.has("dmode");
        if (isModed && (isVirtio || !filesystem.is("accessmode", "mapped"))) {
            throw filesystem.rejected(
                    of + ": fmode and dmode are for files that are mapped", "Write accessmode='mapped'");
        }
        if (filesystem.hasChild("boot") && !isVirtio) {
            throw filesystem.rejected(of + ": a VM boots from a virtiofs only", "Write <driver type='virtiofs'/>");
        }
        String driver = filesystem.at("driver@type");
        if (driver == null) {
            return;
        }
        if (NOT_QEMU.contains(driver) || driver.equals("handle") && plan.since(HANDLE_GONE)) {
            throw filesystem.rejected(of + ": QEMU has no driver " + driver, "Use virtiofs");
        }
        boolean needsAll = driver.equals("handle") || driver.equals("mtp");
        if (needsAll && !filesystem.is("accessmode", "passthrough")) {
            throw filesystem.rejected(
                    of + ": the driver " + driver + " passes files through as they are", "Write accessmode='passthrough'");
        }
        if (isVirtio) {
            checkVirtio(filesystem, target, of, plan);
        }
    }

    private static void checkVirtio(Draft filesystem, String target, String of, Plan plan) {
        boolean isSocket = filesystem.at("source@socket") != null;
        if (!isSocket && !filesystem.is("accessmode", "passthrough")) {
            throw filesystem.rejected(
                    of + ": virtiofs passes files through as they are", "Write accessmode='passthrough'");
        }
        if (!isSocket && filesystem.hasChild("readonly") && !plan.since(READ_ONLY)) {
            throw filesystem.rejected(of + ": libvirt " + plan.platform().libvirt() + " has no read-only virtiofs", "");
        }
        if (!isSocket && filesystem.at("driver@wrpolicy") != null) {
            throw filesystem.rejected(of + ": virtiofs has no wrpolicy", "Take it away");
        }
        boolean isPlain = !filesystem.has("model") && !filesystem.has("multidevs");
        if (!isPlain || filesystem.at("driver@format") != null) {
            throw filesystem.rejected(of + ": virtiofs has no model, format or multidevs", "Take it away");
        }
        SharedMemory.require(plan, filesystem, of);
        if (!plan.since(UNIQUE_TARGETS)) {
            return;
        }
        for (Draft other : plan.devices(Ranks.FILESYSTEM)) {
            if (other != filesystem && target.equals(other.at("target@dir"))) {
                throw filesystem.rejected(of + " is there twice", "Give one another target");
            }
        }
    }

    private static boolean isVirtio(Draft filesystem) {
        return "virtiofs".equals(filesystem.at("driver@type"));
    }

    private static String type(String written, Spot spot) {
        if (!written.equals("mount")) {
            throw spot.rejected(written, "QEMU has filesystems of type mount only");
        }
        return "mount";
    }

    private static @Nullable String mode(String written, Spot spot) {
        int mode = 0;
        for (int i = 0; i < written.length(); i++) {
            int digit = written.charAt(i) - '0';
            mode = digit < 0 || digit > 7 ? MOST_MODE + 1 : Math.min(8 * mode + digit, MOST_MODE + 1);
        }
        if (written.isEmpty() || mode > MOST_MODE) {
            throw spot.rejected(written, "an octal number up to 0777 is expected");
        }
        String octal = Integer.toOctalString(mode);
        return mode == 0 ? null : "0".repeat(4 - octal.length()) + octal;
    }

    private static Shape ids(String name) {
        return Shape.of(name)
                .attr("start", Forms.DECIMAL)
                .attr("target", Forms.DECIMAL)
                .attr("count", Forms.DECIMAL)
                .requires("@start", "@target", "@count");
    }
}

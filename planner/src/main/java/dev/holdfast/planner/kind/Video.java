package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <video>}. */
public final class Video implements Kind {

    /** From here on QEMU's device is told; 11.3 doesn't, 12.8 does. */
    private static final Version DEVICES = Versions.libvirt(12, 0);

    private static final Shape MODEL = Shape.of("model")
            .attr(
                    "type",
                    Forms.oneOf("vga", "cirrus", "vmvga", "xen", "vbox", "qxl", "parallels", "virtio", "gop", "none", "bochs", "ramfb")
                            .orDefault())
            .attr("ram", Forms.DECIMAL_UNLESS_ZERO)
            .attr("vram", Forms.DECIMAL_UNLESS_ZERO)
            .attr("vram64", Forms.DECIMAL_UNLESS_ZERO)
            .attr("vgamem", Forms.DECIMAL_UNLESS_ZERO)
            .attr("heads", Forms.DECIMAL)
            .attr("primary", (written, spot) -> written.equals("yes") ? "yes" : null)
            .attr("blob", Forms.ON_OFF, Versions.libvirt(9, 2))
            .attr(
                    "device",
                    Forms.oneOf("virtio-gpu", "virtio-gpu-gl", "virtio-vga", "virtio-vga-gl", "vhost-user-gpu", "vhost-user-vga"),
                    DEVICES)
            .child(Shape.of("acceleration")
                    .attr("accel3d", Forms.YES_NO)
                    .attr("accel2d", Forms.YES_NO)
                    .attr("rendernode", FilePath.FORM))
            .child(Shape.of("resolution").attr("x", Forms.DECIMAL).attr("y", Forms.DECIMAL).requires("@x", "@y"))
            .evenEmpty();

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("video")
                    .child(Common.virtio(Shape.of("driver"))
                            .attr("vgaconf", Forms.oneOf("io", "on", "off"))
                            .attr("name", Forms.oneOf("qemu", "vhostuser")))
                    .child(MODEL))
            .evenEmpty();

    /** From here on libvirt looks at heads and drivers; 7.0 doesn't, 9.0 does. */
    private static final Version CHECKED = Versions.libvirt(7, 1);

    /** How many KiB of memory each model has where nobody says. */
    private static final Map<String, String> MEMORY =
            Map.of("vga", "16384", "cirrus", "16384", "vmvga", "16384", "bochs", "16384", "qxl", "65536");

    private static final List<String> WITH_RESOLUTION = List.of("vga", "qxl", "virtio", "bochs");

    private static final Version VHOST_USER_QEMU = new Version(4, 1, 0);

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        Draft model = device.make("model").setIfAbsent("type", "cirrus").setIfAbsent("heads", "1");
        String type = model.get("type", "");
        if (type.equals("qxl")) {
            model.setIfAbsent("vgamem", "16384").setIfAbsent("ram", "65536");
        }
        String memory = MEMORY.get(type);
        if (memory != null) {
            model.setIfAbsent("vram", memory);
        }
        model.set("ram", powerOfTwo(model.get("ram"))).set("vram", powerOfTwo(model.get("vram")));
        if (model.is("heads", "0")) {
            model.set("heads", null);
        }
    }

    /** Puts the one that is said to be primary first; the first one is. */
    public static void first(Plan plan) {
        List<Draft> all = plan.devices(Ranks.VIDEO);
        if (all.isEmpty()) {
            return;
        }
        Draft first = all.getFirst();
        for (Draft video : all) {
            if (video.make("model").is("primary", "yes")) {
                first = video;
            }
        }
        if (first != all.getFirst()) {
            List<Draft> order = new ArrayList<>(all);
            order.remove(first);
            order.addFirst(first);
            plan.devices().reorder("video", order);
        }
        Draft model = first.make("model");
        if (!model.is("type", "none")) {
            model.set("primary", "yes");
            if (plan.since(DEVICES)) {
                all.forEach(Video::device);
            }
            return;
        }
        first.remove("model");
        first.remove("driver");
        first.remove("address");
        first.remove("acpi");
        first.make("model").set("type", "none");
    }

    /** A primary one has VGA. */
    private static void device(Draft video) {
        Draft model = video.make("model");
        if (!model.is("type", "virtio")) {
            model.set("device", null);
            return;
        }
        String kind = model.is("primary", "yes") ? "vga" : "gpu";
        boolean vhostUser = "vhostuser".equals(video.at("driver@name"));
        boolean gl = !vhostUser && "yes".equals(model.at("acceleration@accel3d"));
        model.setIfAbsent("device", (vhostUser ? "vhost-user-" : "virtio-") + kind + (gl ? "-gl" : ""));
    }

    private static @Nullable String powerOfTwo(@Nullable String number) {
        if (number == null) {
            return null;
        }
        long value = Long.parseLong(number);
        long power = Long.highestOneBit(value);
        return power == value ? number : Long.toString((power * 2) & 0xffff_ffffL);
    }

    @Override
    public void check(Draft device, Plan plan) {
        Draft model = device.make("model");
        String type = model.get("type", "");
        String what = "<video> of model " + type;
        List<Draft> all = plan.devices(Ranks.VIDEO);
        for (Draft other : all) {
            if (all.size() > 1 && other.make("model").is("type", "none")) {
                throw other.rejected("<video> of model none beside another one", "Leave one of them out");
            }
            if (other != all.getFirst() && other.make("model").is("primary", "yes")) {
                throw other.rejected("a second <video> with primary='yes'", "Only one is primary");
            }
        }
        if (type.equals("none")) {
            return;
        }
        if (!plan.platform().has("video", type)) {
            throw device.rejected(what + ": this QEMU doesn't have it", "Take virtio or vga");
        }
        checkModel(device, model, type, what, plan);
        checkDriver(device, model, type, what, plan);
        if (type.equals("ramfb") && device.hasChild("address")) {
            throw device.rejected(what + " with an address: it has none", "Leave the address out");
        }
        DeviceInfo.check(device);
    }

    private static void checkModel(Draft device, Draft model, String type, String what, Plan plan) {
        if (!type.equals("qxl")) {
            for (String memory : List.of("ram", "vram64", "vgamem")) {
                if (model.has(memory)) {
                    throw device.rejected(what + " with " + memory, "Only qxl has it");
                }
            }
        } else {
            checkQxl(device, model, what);
        }
        if (!type.equals("qxl") && !type.equals("virtio")) {
            if (!model.is("primary", "yes")) {
                throw device.rejected(what + " that isn't primary", "Only virtio and qxl can be secondary");
            }
            if (!model.is("heads", "1") && plan.since(CHECKED)) {
                throw device.rejected(what + " with heads='" + model.get("heads", "0") + "'", "It has one");
            }
        }
        if ((type.equals("vga") || type.equals("vmvga")) && model.number("vram", 1024) < 1024) {
            throw device.rejected(what + " with " + model.get("vram") + " KiB of memory", "It has 1024 at least");
        }
        Draft resolution = model.child("resolution");
        if (resolution != null && (!WITH_RESOLUTION.contains(type) || resolution.is("x", "0") || resolution.is("y", "0"))) {
            throw device.rejected(what + " with " + resolution, "A resolution is more than 0, of vga, qxl, virtio or bochs");
        }
        if (model.has("blob") && !type.equals("virtio")) {
            throw device.rejected(what + " with blob='" + model.get("blob") + "'", "Only virtio has it");
        }
    }

    private static void checkQxl(Draft device, Draft model, String what) {
        String vgamem = model.get("vgamem");
        long kib = vgamem == null ? 1024 : Long.parseLong(vgamem);
        if (kib < 1024 || Long.bitCount(kib) != 1) {
            throw device.rejected(what + " with vgamem='" + kib + "'", "It is a power of two from 1024 on");
        }
        for (String memory : List.of("ram", "vram")) {
            String size = model.get(memory);
            if (size != null && Long.parseLong(size) > 0xffff_ffffL / 1024) {
                throw device.rejected(what + " with " + memory + "='" + size + "'", "It is less than 4194303 KiB");
            }
        }
    }

    private static void checkDriver(Draft device, Draft model, String type, String what, Plan plan) {
        boolean vhostUser = "vhostuser".equals(device.at("driver@name"));
        Draft acceleration = model.child("acceleration");
        if (!type.equals("virtio") && plan.since(CHECKED)) {
            DeviceInfo.rejectVirtio(device, what);
        }
        if (vhostUser && (!type.equals("virtio") || !plan.platform().qemu().isSince(VHOST_USER_QEMU))) {
            throw device.rejected(what + " with the driver vhostuser", "Only virtio has it");
        }
        if ("on".equals(model.get("blob")) && !"memfd".equals(plan.domain().at("memoryBacking/source@type"))) {
            throw device.rejected(what + " with blob='on', which needs memory of type memfd", "Add <memoryBacking><source type='memfd'/></memoryBacking>");
        }
        String named = model.get("device", "");
        if (type.equals("virtio") && !named.isEmpty() && vhostUser != named.startsWith("vhost-user")) {
            throw device.rejected(
                    what + " with device='" + named + "' and " + (vhostUser ? "" : "without ") + "the driver vhostuser",
                    "Leave the device out");
        }
        if (named.endsWith("-gl") && !plan.platform().offers("video/model/acceleration@accel3d", "yes")) {
            throw device.rejected(what + " with device='" + named + "': this QEMU doesn't have it", "Leave the device out");
        }
        if (acceleration == null) {
            return;
        }
        if (acceleration.is("accel2d", "yes")) {
            throw device.rejected(what + " with 2D acceleration", "QEMU doesn't have it");
        }
        if (acceleration.has("rendernode") && !vhostUser) {
            throw device.rejected(what + " with a render node", "Only <driver name='vhostuser'/> has one");
        }
        if (!vhostUser && acceleration.is("accel3d", "yes")) {
            if (!type.equals("virtio") && !plan.since(DEVICES)) {
                throw device.rejected(what + " with 3D acceleration", "Only virtio has it");
            }
            if (type.equals("virtio") && !plan.platform().offers("video/model/acceleration@accel3d", "yes")) {
                throw device.rejected(what + " with 3D acceleration: this QEMU doesn't have it", "");
            }
        }
        if (!acceleration.has("rendernode") && !acceleration.has("accel2d") && !acceleration.has("accel3d")) {
            throw device.rejected("<acceleration> that says nothing", "Leave it out");
        }
    }
}

package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import org.jspecify.annotations.Nullable;

/** {@code <channel>}. */
public final class Channel implements Kind {

    /** From here on libvirt makes sockets in /run; 9.0 doesn't, 11.3 does. */
    private static final Version IN_RUN = Versions.libvirt(9, 8);

    private static final String TYPES = "guestfwd, virtio";

    private static final Shape FORWARD = target("guestfwd")
            .attr("address", IpAddress.FORM)
            .attr("port", Forms.decimal(0, 65535))
            .ignores("@name")
            .requires("@address", "@port");

    private static final Shape NAMED =
            target("virtio", "xen").attr("name", Forms.TEXT).ignores("@state", "@port", "@address");

    private static final Shape SHAPE =
            CharDevices.shape("channel", by -> "guestfwd".equals(by.element().attribute("type")) ? FORWARD : NAMED);

    private static Shape target(String... types) {
        return Shape.of("target").attr("type", Forms.oneOf(types)).ignores("model");
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        device.setIfAbsent("type", "pty");
        if (device.at("target@type") == null) {
            throw device.rejected("<channel> has no <target type='...'>", "Say one of " + TYPES);
        }
        Draft source = device.is("type", "unix") ? device.child("source") : null;
        if (source != null && isVirtio(device) && isLibvirts(source.get("path"), device.make("target").get("name", ""), plan)) {
            if (source.hasChild("reconnect") && "yes".equals(source.at("reconnect@enabled"))) {
                throw device.rejected("<reconnect> of a <source> that listens", "Only mode='connect' can connect again");
            }
            device.remove("source");
        } else if (source != null && source.get("path") == null) {
            if (source.hasChild("reconnect") && "yes".equals(source.at("reconnect@enabled"))) {
                throw device.rejected("<reconnect> of a <source> that listens", "Only mode='connect' can connect again");
            }
        }
        CharSource.complete(device);
    }

    @Override
    public void check(Draft device, Plan plan) {
        CharSource.check(device, plan, !"guestfwd".equals(device.at("target@type")));
        if (device.is("type", "spicevmc") && !isVirtio(device)) {
            throw device.rejected("<channel type='spicevmc'> with a target of another type than virtio", "");
        }
        DeviceInfo.check(device);
    }

    private static boolean isVirtio(Draft device) {
        return "virtio".equals(device.at("target@type"));
    }

    /**
     * True for a path that libvirt made for a channel of this name, which it doesn't keep: any libvirt's so far.
     *
     * @param name the target's name
     */
    private static boolean isLibvirts(@Nullable String path, String name, Plan plan) {
        if (path == null || !path.endsWith(name)) {
            return false;
        }
        String rest = after(path, "/var/lib/libvirt/qemu/channel/");
        if (rest == null && plan.since(IN_RUN)) {
            rest = after(path, "/run/libvirt/qemu/channel/");
        }
        if (rest == null) {
            return false;
        }
        String vm = after(rest, "target/");
        return isOfVm(rest, name) || vm != null && isOfVm(vm, name);
    }

    /** {@code VM.name}, {@code domain-VM/name} or {@code 1-VM/name}. */
    private static boolean isOfVm(String rest, String name) {
        int length = rest.length() - name.length();
        if (length < 2) {
            return false;
        }
        String vm = rest.substring(0, length - 1);
        if (vm.indexOf('/') >= 0) {
            return false;
        }
        if (rest.charAt(length - 1) == '.') {
            return true;
        }
        if (rest.charAt(length - 1) != '/') {
            return false;
        }
        int dash = vm.indexOf('-');
        return dash > 0 && dash < vm.length() - 1 && (vm.startsWith("domain-") || isNumber(vm, dash));
    }

    private static boolean isNumber(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String after(String text, String start) {
        return text.startsWith(start) ? text.substring(start.length()) : null;
    }
}

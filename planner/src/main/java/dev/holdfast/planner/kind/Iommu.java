package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <iommu>}. */
public final class Iommu implements Kind {

    /** From here on libvirt sees to an IOMMU, and to what it needs, where a domain has many CPUs. */
    public static final Version FOR_MANY_CPUS = Versions.libvirt(10, 10);

    private static final Version VIRTIO = Versions.libvirt(8, 3);

    /** From here on there may be several, of some models. */
    private static final Version SEVERAL = Versions.libvirt(11, 6);

    /** From here on an IOMMU has a place; older ones read over it. */
    private static final Version PLACED = Versions.libvirt(7, 1);

    private static final Version AMD = Versions.libvirt(11, 5);

    private static final Version DMA_TRANSLATION = Versions.libvirt(10, 7);

    /** More CPUs than that need the extended interrupt mode. */
    private static final int CPUS_WITHOUT_EIM = 255;

    private static final List<String> OF_INTEL = List.of("intremap", "caching_mode", "eim", "iotlb", "aw_bits", "dma_translation");

    private static final Shape SHAPE = DeviceInfo.of(Shape.of("iommu")
                    .attr("model", Forms.oneOf("intel", "smmuv3").since(VIRTIO, "virtio").since(AMD, "amd"))
                    .child(Shape.of("driver")
                            .attr("intremap", Forms.ON_OFF)
                            .attr("caching_mode", Forms.ON_OFF)
                            .attr("eim", Forms.ON_OFF)
                            .attr("iotlb", Forms.ON_OFF)
                            .attr("aw_bits", Forms.DECIMAL_UNLESS_ZERO)
                            .attr("dma_translation", Forms.ON_OFF, DMA_TRANSLATION)
                            .attr("xtsup", Forms.ON_OFF, AMD)
                            .ignores("@pt")))
            .requires("@model");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void complete(Draft device, Plan plan) {
        if (!plan.since(PLACED)) {
            device.remove("address");
            device.remove("alias");
        }
        if (plan.since(FOR_MANY_CPUS) && device.is("model", "intel") && needsEim(plan)) {
            Draft driver = device.make("driver");
            driver.setIfAbsent("intremap", "on").setIfAbsent("eim", "on");
        }
    }

    /** Whether the domain has so many CPUs that interrupts don't reach all of them without an IOMMU's help. */
    public static boolean needsEim(Plan plan) {
        Draft vcpu = plan.domain().child("vcpu");
        String count = vcpu == null ? null : vcpu.text();
        return count != null && count.length() > 2 && Long.parseLong(count) > CPUS_WITHOUT_EIM && plan.isQ35();
    }

    @Override
    public void check(Draft device, Plan plan) {
        List<Draft> all = plan.devices(Ranks.IOMMU);
        if (all.size() > 1 && plan.since(SEVERAL)) {
            throw all.get(1).unmodelled("several <iommu>");
        }
        if (all.size() > 1) {
            throw all.get(1).rejected("a second <iommu>", "Leave one out");
        }
        String model = device.get("model", "");
        String what = "<iommu model='" + model + "'>";
        Draft driver = device.child("driver");
        if (model.equals("smmuv3")) {
            throw device.rejected(what + ": PCs have none", "Take intel or virtio");
        }
        if (!plan.isQ35()) {
            throw device.rejected(what + " on " + plan.machine() + ": only q35 has one", "Take the machine type q35");
        }
        if (model.equals("amd")) {
            checkAmd(device, driver, what);
        } else if (model.equals("virtio")) {
            checkVirtio(device, driver, plan, what);
        } else {
            checkIntel(device, driver, plan, what);
        }
    }

    private static void checkAmd(Draft device, @Nullable Draft driver, String what) {
        for (String attribute : OF_INTEL) {
            if (driver != null && driver.has(attribute)) {
                throw device.unmodelled(what + " with " + attribute);
            }
        }
        if (device.hasChild("address") && !"pci".equals(device.at("address@type"))) {
            throw device.rejected(what + " has an address that isn't on PCI", "Leave the address out");
        }
    }

    private static void checkVirtio(Draft device, @Nullable Draft driver, Plan plan, String what) {
        for (String attribute : OF_INTEL) {
            if (driver != null && driver.has(attribute)) {
                throw device.rejected(what + " with " + attribute + ", which Intel's has only", "Leave it out");
            }
        }
        String address = device.at("address@type");
        if (address != null && !address.equals("pci")) {
            throw device.rejected(what + " has an address of type '" + address + "'", "It is on PCI");
        }
        Draft features = plan.domain().child("features");
        if (features == null || !features.hasChild("acpi")) {
            throw device.rejected(what + " without ACPI", "Add <features><acpi/></features>");
        }
    }

    private static void checkIntel(Draft device, @Nullable Draft driver, Plan plan, String what) {
        if (device.hasChild("address")) {
            throw device.rejected(what + " with an address: it has none", "Leave the address out");
        }
        if (driver == null) {
            return;
        }
        if (driver.is("intremap", "on") && !"qemu".equals(plan.domain().at("features/ioapic@driver"))) {
            throw device.rejected(
                    what + " with intremap='on', which needs QEMU's I/O APIC",
                    "Add <features><ioapic driver='qemu'/></features>");
        }
        if (driver.is("eim", "on") && !driver.is("intremap", "on")) {
            throw device.rejected(what + " with eim='on', which needs intremap", "Say intremap='on'");
        }
    }
}

package dev.holdfast.device;

/** The IOMMU of the guest. */
final class Iommu {

    static final DeviceKind KIND = DeviceKind.named("iommu").keys(Key.shared("@model")).nature("@model");

    private Iommu() {}
}

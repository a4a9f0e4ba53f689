package dev.holdfast.device;

/** The IOMMU of the guest. */
final class Iommu {

    static final DeviceKind KIND = DeviceKind.named("iommu").keys(Key.weak("@model")).nature("@model");

    private Iommu() {}
}

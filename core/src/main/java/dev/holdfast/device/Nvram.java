package dev.holdfast.device;

/** Non-volatile memory of pSeries guests. */
final class Nvram {

    static final DeviceKind KIND = DeviceKind.named("nvram");

    private Nvram() {}
}

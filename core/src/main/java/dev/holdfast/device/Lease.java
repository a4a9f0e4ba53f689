package dev.holdfast.device;

/** Leases that the host holds while the guest runs. */
final class Lease {

    static final DeviceKind KIND = DeviceKind.named("lease")
            .keys(Key.strong("lockspace", "key")).hostOnly().withoutAlias();

    private Lease() {}
}

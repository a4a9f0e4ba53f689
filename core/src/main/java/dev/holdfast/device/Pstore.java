package dev.holdfast.device;

/** The ACPI error record store; at most one. */
final class Pstore {

    static final DeviceKind KIND = DeviceKind.named("pstore")
            .keys(Key.shared("@backend")).nature("@backend").hostSide("path");

    private Pstore() {}
}

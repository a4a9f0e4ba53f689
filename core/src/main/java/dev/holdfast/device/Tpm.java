package dev.holdfast.device;

/** Trusted platform modules. */
final class Tpm {

    static final DeviceKind KIND = DeviceKind.named("tpm")
            .keys(Key.shared("@model"))
            .nature("@model", "backend@version")
            .hostSide("backend@persistent_state", "backend@debug", "backend/device", "backend/encryption",
                    "backend/source", "backend/profile");

    private Tpm() {}
}

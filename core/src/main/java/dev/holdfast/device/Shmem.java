package dev.holdfast.device;

/** Memory shared with the host or other guests. */
final class Shmem {

    static final DeviceKind KIND = DeviceKind.named("shmem")
            .keys(Key.strong("@name")).nature("model@type").hostSide("server", "@role");

    private Shmem() {}
}

package dev.holdfast.planner.platform;

import java.util.Map;

/** Where domain XML says which model a device is. */
final class DeviceModels {

    /** Where that isn't an attribute {@code model}. */
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("audio", "audio@type"),
            Map.entry("channel", "channel@type"),
            Map.entry("console", "console@type"),
            Map.entry("disk", "disk@device"),
            Map.entry("filesystem", "filesystem/driver@type"),
            Map.entry("graphics", "graphics@type"),
            Map.entry("hostdev", "hostdev@type"),
            Map.entry("input", "input@type"),
            Map.entry("interface", "interface/model@type"),
            Map.entry("redirdev", "redirdev@bus"),
            Map.entry("serial", "serial/target/model@name"),
            Map.entry("shmem", "shmem/model@type"),
            Map.entry("smartcard", "smartcard@mode"),
            Map.entry("video", "video/model@type"));

    private DeviceModels() {}

    /** The path, for a device's element. */
    static String path(String device) {
        String path = PATHS.get(device);
        return path != null ? path : device + "@model";
    }
}

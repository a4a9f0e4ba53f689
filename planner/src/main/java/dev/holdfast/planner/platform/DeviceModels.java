package dev.holdfast.planner.platform;

import java.util.Map;

/** Where domain XML says which model a device is. */
final class DeviceModels {

    /** Where that isn't an attribute {@code model}. */
    private static final Map<String, String> PATHS = Map.of(
            "disk", "disk@device",
            "filesystem", "filesystem/driver@type",
            "graphics", "graphics@type",
            "tpm/backend", "tpm/backend@type",
            "video", "video/model@type");

    private DeviceModels() {}

    /** The path, for a device's element or one in it. */
    static String path(String device) {
        String path = PATHS.get(device);
        return path != null ? path : device + "@model";
    }
}

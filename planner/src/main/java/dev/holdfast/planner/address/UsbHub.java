package dev.holdfast.planner.address;

import org.jspecify.annotations.Nullable;

/** The ports of one USB controller or hub. */
final class UsbHub {

    /** Ports of a hub in QEMU. */
    static final int PORTS = 8;

    private final boolean[] taken;
    private final @Nullable UsbHub[] hubs;

    UsbHub(int ports) {
        taken = new boolean[ports];
        hubs = new UsbHub[ports];
    }

    int ports() {
        return taken.length;
    }

    boolean isTaken(int port) {
        return taken[port - 1];
    }

    void take(int port) {
        taken[port - 1] = true;
    }

    @Nullable UsbHub at(int port) {
        return hubs[port - 1];
    }

    void plug(UsbHub hub, int port) {
        hubs[port - 1] = hub;
        taken[port - 1] = true;
    }

    /** Finds a free port here or on a hub below; the number of levels that the path has then, 0 where there is none. */
    int findFree(int[] path, int level) {
        for (int port = 1; port <= taken.length; port++) {
            if (!taken[port - 1]) {
                path[level] = port;
                return level + 1;
            }
        }
        if (level == path.length - 1) {
            return 0;
        }
        for (int port = 1; port <= taken.length; port++) {
            UsbHub hub = hubs[port - 1];
            int levels = hub == null ? 0 : hub.findFree(path, level + 1);
            if (levels > 0) {
                path[level] = port;
                return levels;
            }
        }
        return 0;
    }
}

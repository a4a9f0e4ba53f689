package dev.holdfast.libvirt.oracle;

import dev.holdfast.domain.Element;
import java.util.function.Supplier;

/**
 * One change of a complete domain.
 *
 * @param path what is changed, as a table would name it: {@code domain/devices/disk/target@bus}
 * @param how in which way
 * @param variant what the changed device is, such as its bus and model; empty outside devices
 * @param domain the changed domain, made when asked for
 */
record Mutation(String path, How how, String variant, Supplier<Element> domain) {

    /** In which way a domain is changed. */
    enum How {
        OTHER_VALUE("another value"),
        MOVED("another value, address left to libvirt"),
        EXCHANGED("exchanged with another's"),
        LEFT_OUT("left out"),
        WRITTEN("written where nothing was"),
        ADDED("device added"),
        REMOVED("device removed"),
        REPLACED("another of its kind in its stead"),
        TWICE("another one like it"),
        REORDERED("another order");

        private final String title;

        How(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** What a quota is for. */
    String kind() {
        return path + " " + how;
    }
}

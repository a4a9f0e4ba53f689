package dev.holdfast.lock;

import dev.holdfast.domain.Version;
import java.time.Instant;

/**
 * By whom a lock was made, and when.
 *
 * @param at when
 * @param completer by which completer, such as {@code libvirt 12.8.0}
 * @param qemu its QEMU's version
 */
public record Made(Instant at, String completer, String qemu) {

    /**
     * The completer's version.
     *
     * @throws NumberFormatException where its name doesn't end in one
     */
    public Version completerVersion() {
        return Version.parse(completer.substring(completer.lastIndexOf(' ') + 1));
    }
}

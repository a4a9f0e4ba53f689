package dev.holdfast.lock;

import java.time.Instant;

/**
 * By whom a lock was made, and when.
 *
 * @param at when
 * @param completer by which completer, such as {@code libvirt 12.8.0}
 * @param qemu its QEMU's version
 */
public record Made(Instant at, String completer, String qemu) {}

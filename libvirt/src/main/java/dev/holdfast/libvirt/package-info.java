/**
 * A live libvirt as a completer: {@link dev.holdfast.libvirt.Libvirt} connects, completes by a dry run, reads and
 * writes definitions, and says what libvirt says in Holdfast's terms.
 *
 * <p>A dry run goes through {@link dev.holdfast.libvirt.DryRun} (under which name and UUID it is submitted, and back),
 * {@link dev.holdfast.libvirt.DryRunMark} (whose it is, should it be left behind), {@link
 * dev.holdfast.libvirt.Turns} (one thread at a time, and what must end before the process may) and {@link dev.holdfast.libvirt.Leftovers}
 * (clearing away what a killed process left).
 */
@NullMarked
package dev.holdfast.libvirt;

import org.jspecify.annotations.NullMarked;

/** Device kinds: one file each, with what libvirt writes of it, what it fills in and what it rejects. */
@NullMarked
package dev.holdfast.planner.kind;

import org.jspecify.annotations.NullMarked;

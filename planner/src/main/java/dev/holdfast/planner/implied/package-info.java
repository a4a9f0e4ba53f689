/** Devices that nobody wrote and libvirt adds. */
@NullMarked
package dev.holdfast.planner.implied;

import org.jspecify.annotations.NullMarked;

/** What is planned for: a libvirt with its QEMU, as data. */
@NullMarked
package dev.holdfast.planner.platform;

import org.jspecify.annotations.NullMarked;

/** What libvirt's elements look like: in what order it writes them, and in what form it gives a value back. */
@NullMarked
package dev.holdfast.planner.shape;

import org.jspecify.annotations.NullMarked;

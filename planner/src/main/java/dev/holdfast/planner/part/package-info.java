/** The parts of a domain outside its devices, one file each. */
@NullMarked
package dev.holdfast.planner.part;

import org.jspecify.annotations.NullMarked;

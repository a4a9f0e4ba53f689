/** Where devices go: an address of every type. */
@NullMarked
package dev.holdfast.planner.address;

import org.jspecify.annotations.NullMarked;

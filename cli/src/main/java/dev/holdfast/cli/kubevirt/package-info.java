/** What {@code holdfast kubevirt} does. */
@NullMarked
package dev.holdfast.cli.kubevirt;

import org.jspecify.annotations.NullMarked;

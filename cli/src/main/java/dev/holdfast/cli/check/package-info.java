/** {@code holdfast check} and {@code holdfast upgrade}: what a guest would notice. */
@NullMarked
package dev.holdfast.cli.check;

import org.jspecify.annotations.NullMarked;

/** The loop, complete and reflect: the one entry that everyone calls. */
@NullMarked
package dev.holdfast;

import org.jspecify.annotations.NullMarked;

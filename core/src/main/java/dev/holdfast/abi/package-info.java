/** What a guest would notice. */
@NullMarked
package dev.holdfast.abi;

import org.jspecify.annotations.NullMarked;

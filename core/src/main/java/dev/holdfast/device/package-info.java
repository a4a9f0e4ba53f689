/** What Holdfast knows of each device kind, one file a kind: identity keys and what of it is not guest ABI. */
@NullMarked
package dev.holdfast.device;

import org.jspecify.annotations.NullMarked;

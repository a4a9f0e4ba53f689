/** Which device is which, before and after, and what was added. */
@NullMarked
package dev.holdfast.match;

import org.jspecify.annotations.NullMarked;

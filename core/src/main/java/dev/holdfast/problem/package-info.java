/** What went wrong, where, and what to do about it; the few exception types that carry it. */
@NullMarked
package dev.holdfast.problem;

import org.jspecify.annotations.NullMarked;

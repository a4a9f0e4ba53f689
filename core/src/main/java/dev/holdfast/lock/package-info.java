/** The lock: everything completed for one VM, its file, and pinning. */
@NullMarked
package dev.holdfast.lock;

import org.jspecify.annotations.NullMarked;

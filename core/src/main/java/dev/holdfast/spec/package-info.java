/** A VM's configuration as its owner keeps it, and the lenses between that and the domain. */
@NullMarked
package dev.holdfast.spec;

import org.jspecify.annotations.NullMarked;

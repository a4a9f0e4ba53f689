/** How fast Holdfast is, against a yardstick that runs beside it. */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;

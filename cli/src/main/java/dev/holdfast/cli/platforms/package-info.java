/** {@code holdfast platforms}: what can be planned for. */
@NullMarked
package dev.holdfast.cli.platforms;

import org.jspecify.annotations.NullMarked;

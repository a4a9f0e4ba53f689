/** YAML texts: what they say and where, and editing them in place, as their owner lays them out. */
@NullMarked
package dev.holdfast.spec.text;

import org.jspecify.annotations.NullMarked;

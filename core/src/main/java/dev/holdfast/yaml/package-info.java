/** YAML files that Holdfast makes itself, read back: each value with where it stands. */
@NullMarked
package dev.holdfast.yaml;

import org.jspecify.annotations.NullMarked;

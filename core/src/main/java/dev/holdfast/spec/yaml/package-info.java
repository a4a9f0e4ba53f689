/** Plain YAML as a spec format. */
@NullMarked
package dev.holdfast.spec.yaml;

import org.jspecify.annotations.NullMarked;

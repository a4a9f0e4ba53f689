/** What Holdfast keeps on KubeVirt's objects. */
@NullMarked
package dev.holdfast.kubevirt;

import org.jspecify.annotations.NullMarked;

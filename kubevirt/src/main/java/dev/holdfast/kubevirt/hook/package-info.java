/** What KubeVirt asks before a virt-launcher defines its domain. */
@NullMarked
package dev.holdfast.kubevirt.hook;

import org.jspecify.annotations.NullMarked;

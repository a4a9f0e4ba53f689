/** KubeVirt's VirtualMachine and VirtualMachineInstance as a spec format. */
@NullMarked
package dev.holdfast.spec.kubevirt;

import org.jspecify.annotations.NullMarked;

/** Watches VirtualMachines, reads what libvirt made of them, and keeps it on them. */
@NullMarked
package dev.holdfast.kubevirt.operator;

import org.jspecify.annotations.NullMarked;

/** PCI: which bus takes which device, the chipsets' own slots, and a place for every device that has none yet. */
@NullMarked
package dev.holdfast.planner.address.pci;

import org.jspecify.annotations.NullMarked;

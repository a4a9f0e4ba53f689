/**
 * The planner: completes a domain as a given libvirt would, without one. {@link dev.holdfast.planner.Planner} reads what
 * the owner wrote into a draft, lets its stages fill in the rest in the order in which libvirt does, and writes it.
 */
@NullMarked
package dev.holdfast.planner;

import org.jspecify.annotations.NullMarked;

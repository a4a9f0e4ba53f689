/**
 * Libvirt's client library, as far as Holdfast calls it: {@link dev.holdfast.libvirt.client.Connect} and {@link
 * dev.holdfast.libvirt.client.Domain} are libvirt's objects of these names, {@link dev.holdfast.libvirt.client.Events} its
 * event loop, {@link dev.holdfast.libvirt.client.LibvirtException} what it says when a call fails. A method is one call
 * of the C function that its comment names, with the libvirt since which there is one.
 *
 * <p>A binding of our own, because a process that lives for seconds would spend a good part of the first on one that maps
 * all of libvirt: for an interface of hundreds of functions the JVM writes a class at each start.
 */
@NullMarked
package dev.holdfast.libvirt.client;

import org.jspecify.annotations.NullMarked;

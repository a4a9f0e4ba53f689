/** The domain as libvirt's XML has it: a lossless tree, reading and writing it, and address values. */
@NullMarked
package dev.holdfast.domain;

import org.jspecify.annotations.NullMarked;

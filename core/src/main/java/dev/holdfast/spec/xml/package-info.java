/** libvirt domain XML as a spec format. */
@NullMarked
package dev.holdfast.spec.xml;

import org.jspecify.annotations.NullMarked;

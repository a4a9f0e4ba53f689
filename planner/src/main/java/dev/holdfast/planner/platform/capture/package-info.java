/** Makes a platform of what a live libvirt says of itself and answers when it is asked. */
@NullMarked
package dev.holdfast.planner.platform.capture;

import org.jspecify.annotations.NullMarked;

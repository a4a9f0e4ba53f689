package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;

/** What libvirt says no to. */
final class Rejections {

    private Rejections() {}

    static CompleterException of(String message, @Nullable Element submitted, LibvirtException cause) {
        return new CompleterException(
                Reason.REJECTED, Problem.at(submitted == null ? null : submitted.place(), message, ""), cause);
    }

    /** A dry run that was defined and could not be undefined. */
    static CompleterException leftBehind(String uri, String name, LibvirtException cause) {
        return new CompleterException(
                Reason.REJECTED,
                Problem.of(
                        "The dry run " + name + " could not be undefined: " + Messages.of(cause),
                        "Undefine it: virsh -c '" + uri + "' undefine " + name + " --keep-nvram"),
                cause);
    }
}

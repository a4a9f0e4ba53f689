package dev.holdfast.libvirt;

import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Problem;

/** Why there is no connection to a libvirt, and what to do about it. */
final class Unreachable {

    private static final String LIBRARY =
            "Install it: apt install libvirt0 (Debian, Ubuntu), dnf install libvirt-libs (Fedora)";

    private Unreachable() {}

    /** The client library could not be loaded. */
    static CompleterException noLibrary(Throwable cause) {
        // Of a class that could not be initialized before, only the cause says why.
        String message = cause.getCause() == null ? String.valueOf(cause.getMessage()) : cause.getCause().toString();
        Problem problem = message.contains("jnidispatch")
                ? Problem.of(
                        "The bridge to native libraries (JNA) could not be loaded: " + firstLine(message),
                        "Name a folder that it may unpack itself to: -Djna.tmpdir=FOLDER")
                : Problem.of("The libvirt client library (libvirt.so.0) is not installed", LIBRARY);
        return new CompleterException(Reason.UNREACHABLE, problem, cause);
    }

    /** Libvirt could not be connected to. */
    static CompleterException notConnected(String uri, LibvirtException cause) {
        String message = Messages.of(cause);
        return new CompleterException(
                Reason.UNREACHABLE, Problem.of("No connection to " + uri + ": " + message, Remedies.CONNECTING.of(message)), cause);
    }

    /** Libvirt was connected to, and no longer is. */
    static CompleterException lost(String uri, LibvirtException cause) {
        return new CompleterException(
                Reason.UNREACHABLE,
                Problem.of(
                        "The connection to " + uri + " was lost: " + Messages.of(cause),
                        "Check that the daemon runs (systemctl status libvirtd virtqemud), then try again"),
                cause);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}

package dev.holdfast.libvirt;

import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import dev.holdfast.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.libvirt.LibvirtException;

/** Why there is no connection to a libvirt, and what to do about it. */
final class Unreachable {

    private static final String LIBRARY =
            "Install it: apt install libvirt0 (Debian, Ubuntu), dnf install libvirt-libs (Fedora)";

    private record Remedy(Pattern message, String remedy) {

        static Remedy of(String message, String remedy) {
            return new Remedy(Pattern.compile(message, Pattern.CASE_INSENSITIVE), remedy);
        }
    }

    /** The first that matches counts; the messages are those of libvirt 7.0 to 12.8. */
    private static final List<Remedy> REMEDIES = List.of(
            Remedy.of(
                    "connect socket.*permission denied|authentication unavailable|polkit|access denied",
                    "Join the group that may use it, then log in anew: sudo usermod -aG libvirt $USER"),
            Remedy.of("authentication failed|authentication cancelled|no authentication callback",
                    "Put the credentials into ~/.config/libvirt/auth.conf, or reach the host by qemu+ssh"),
            Remedy.of(
                    "connect socket.*no such file",
                    "Install and start the daemon: apt install libvirt-daemon-system (Debian, Ubuntu),"
                            + " dnf install libvirt-daemon-kvm (Fedora);"
                            + " then systemctl start libvirtd, or virtqemud where there is one"),
            Remedy.of(
                    "connect socket.*connection refused|unable to connect to server|reset by peer|end of file",
                    "Start the daemon there: systemctl start libvirtd, or virtqemud where there is one"),
            Remedy.of(
                    "no connection driver available for qemu",
                    "Install QEMU's driver: apt install libvirt-daemon-driver-qemu (Debian, Ubuntu),"
                            + " dnf install libvirt-daemon-driver-qemu (Fedora)"),
            Remedy.of(
                    "no connection driver|parse URI|invalid URI|uri|transport|unexpected .* path",
                    "A URI reads qemu:///system on this host, qemu+ssh://USER@HOST/system on another"),
            Remedy.of(
                    "resolve|unknown host|name or service not known|no route to host|timed out",
                    "Check the host's name in the URI, and that it can be reached"),
            Remedy.of("ssh|host key|permission denied", "Check that ssh to that host works without a question"));

    private Unreachable() {}

    /** The client library could not be loaded. */
    static CompleterException noLibrary(LinkageError cause) {
        String message = String.valueOf(cause.getMessage());
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
                Reason.UNREACHABLE, Problem.of("No connection to " + uri + ": " + message, remedy(message)), cause);
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

    /** The remedy for a message of libvirt's; empty where none is known. */
    static String remedy(String message) {
        return REMEDIES.stream()
                .filter(remedy -> remedy.message().matcher(message).find())
                .map(Remedy::remedy)
                .findFirst()
                .orElse("");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}

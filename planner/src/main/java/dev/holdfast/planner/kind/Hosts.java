package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import dev.holdfast.planner.shape.Verdict;

/** {@code <host>} of a network source: what it has depends on how it is reached. */
final class Hosts {

    /** libvirt doesn't write what is the default. */
    private static final Shape TCP = Shape.of("host")
            .attr("name", Forms.TEXT)
            .attr("port", Forms.decimal(0, 65535))
            .attr("transport", (written, spot) -> null)
            .requires("@name");

    private static final Shape RDMA = Shape.of("host")
            .attr("name", Forms.TEXT)
            .attr("port", (written, spot) -> unlessZero(Forms.decimal(0, 65535).read(written, spot)))
            .attr("transport", Forms.oneOf("rdma"))
            .requires("@name");

    private static final Shape UNIX = Shape.of("host")
            .attr("transport", Forms.oneOf("unix"))
            .attr("socket", Forms.TEXT)
            .ignores("@name", "@port")
            .requires("@socket");

    private Hosts() {}

    static Shape shape(Selection by) {
        String transport = by.element().attribute("transport");
        if (transport != null && transport.equals("unix")) {
            return UNIX;
        }
        boolean isRdma = transport != null && transport.equals("rdma");
        if (transport != null && !isRdma && !transport.equals("tcp")) {
            throw Verdict.rejected(
                    by.element(), "<host> has the transport '" + transport + "'", "One of tcp, unix, rdma is expected");
        }
        if (by.element().attribute("socket") != null) {
            throw Verdict.rejected(
                    by.element(),
                    "<host> has a socket and is reached by " + (isRdma ? "rdma" : "tcp"),
                    "Give it transport='unix'");
        }
        return isRdma ? RDMA : TCP;
    }

    /** Fills in the ports that a protocol has by default. */
    static void complete(Draft source, int defaultPort) {
        for (Draft host : source.children("host")) {
            if (host.has("transport")) {
                continue;
            }
            boolean unset = !host.has("port") || host.is("port", "0");
            if (unset) {
                host.set("port", defaultPort == 0 ? null : Integer.toString(defaultPort));
            }
        }
    }

    private static @org.jspecify.annotations.Nullable String unlessZero(@org.jspecify.annotations.Nullable String port) {
        return port == null || port.equals("0") ? null : port;
    }
}

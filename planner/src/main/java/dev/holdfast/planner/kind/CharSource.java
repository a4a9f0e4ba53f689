package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Shape.Selection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the host's end of a character device is: the attribute {@code type} of its holder, and {@code <source>},
 * {@code <log>} and {@code <protocol>} in it.
 */
final class CharSource {

    /** The type of the host's end. */
    static final Form TYPE = Forms.oneOf(
                    "null", "vc", "pty", "dev", "file", "pipe", "stdio", "udp", "tcp", "unix", "spicevmc", "spiceport", "nmdm")
            .since(Versions.libvirt(8, 4), "qemu-vdagent", "dbus");

    private static final Form MODE = Forms.oneOf("connect", "bind");

    private static final Shape SECLABEL = Shape.of("seclabel")
            .attr("model", Forms.TEXT)
            .attr("labelskip", Forms.YES_NO)
            .attr("relabel", Forms.YES_NO)
            .child(Shape.text("label", Forms.TEXT));

    static final Shape RECONNECT =
            Shape.of("reconnect").attr("enabled", Forms.YES_NO).attr("timeout", Forms.DECIMAL);

    private static final Shape NOTHING = Shape.readOver("source");

    private static final Map<String, Shape> SOURCES = Map.of(
            "dev", source().attr("path", Forms.TEXT).children(SECLABEL),
            "pipe", source().attr("path", Forms.TEXT).children(SECLABEL),
            "file", source().attr("path", Forms.TEXT).attr("append", Forms.ON_OFF).children(SECLABEL),
            "unix", source().attr("mode", MODE).attr("path", Forms.TEXT).children(SECLABEL).child(RECONNECT),
            "tcp",
                    source()
                            .attr("mode", MODE)
                            .attr("host", Forms.TEXT)
                            .attr("service", Forms.TEXT)
                            .attr("tls", Forms.YES_NO)
                            .child(RECONNECT),
            "udp", source().attr("mode", MODE).attr("host", Forms.TEXT).attr("service", Forms.TEXT),
            "spiceport", source().attr("channel", Forms.TEXT),
            "dbus", source().attr("channel", Forms.TEXT),
            "nmdm", source().attr("master", Forms.TEXT).attr("slave", Forms.TEXT),
            "qemu-vdagent",
                    source()
                            .child(Shape.of("clipboard").attr("copypaste", Forms.YES_NO).requires("@copypaste"))
                            .child(Shape.of("mouse").attr("mode", Forms.oneOf("server", "client")).requires("@mode")));

    /** 7.0 doesn't look for the graphics that a SPICE channel needs, 9.0 does. */
    private static final Version SPICE_LOOKED_FOR = Versions.libvirt(7, 1);

    private CharSource() {}

    private static Shape source() {
        return Shape.of("source")
                .ignores("@path", "@mode", "@host", "@service", "@tls", "@append", "@channel", "@master", "@slave", "@wiremode")
                .ignores("reconnect", "seclabel");
    }

    /** And the host's end; the holder has its type as the attribute {@code type}. */
    static Shape in(Shape holder) {
        return holder.children("source", CharSource::shape)
                .child(Shape.of("log").attr("file", Forms.TEXT).attr("append", Forms.ON_OFF))
                .child("protocol", by -> by.parent().is("type", "tcp") ? PROTOCOL : PROTOCOL_OF_NONE);
    }

    private static final Shape PROTOCOL =
            Shape.of("protocol").attr("type", Forms.oneOf("raw", "telnet", "telnets", "tls"));

    private static final Shape PROTOCOL_OF_NONE = Shape.readOver("protocol");

    private static Shape shape(Selection by) {
        return SOURCES.getOrDefault(by.parent().get("type", "pty"), NOTHING);
    }

    /** Fills in what libvirt fills in of the host's end. */
    static void complete(Draft holder) {
        String type = holder.get("type", "pty");
        if (type.equals("tcp")) {
            holder.make("source").setIfAbsent("mode", "connect");
            holder.make("protocol").setIfAbsent("type", "raw");
        } else if (type.equals("unix") && holder.hasChild("source")) {
            holder.make("source").setIfAbsent("mode", "connect");
        } else if (type.equals("udp")) {
            completeUdp(holder);
        }
        for (Draft source : holder.children("source")) {
            if (type.equals("unix") && !source.has("path")) {
                holder.remove("source");
                return;
            }
            reconnect(source);
            labels(source, type);
        }
    }

    private static void reconnect(Draft source) {
        Draft reconnect = source.child("reconnect");
        if (reconnect == null) {
            return;
        }
        if (!reconnect.is("enabled", "yes")) {
            reconnect.set("timeout", null);
        } else if (!reconnect.has("timeout")) {
            throw reconnect.rejected("<reconnect enabled='yes'> has no timeout", "Say after how many seconds it is tried again");
        }
    }

    private static void labels(Draft source, String type) {
        if (!type.equals("dev") && !type.equals("file") && !type.equals("pipe") && !type.equals("unix")) {
            return;
        }
        for (Draft label : source.children("seclabel")) {
            if (label.is("labelskip", "yes")) {
                label.set("relabel", null);
            } else {
                label.set("labelskip", null).setIfAbsent("relabel", "yes");
            }
        }
    }

    /** What is bound stands before what is connected to; a second one of the same mode is read over. */
    private static void completeUdp(Draft holder) {
        Draft bind = null;
        Draft connect = null;
        for (Draft source : holder.children("source")) {
            if (source.get("mode", "connect").equals("bind")) {
                bind = bind == null ? source : bind;
            } else {
                connect = connect == null ? source : connect;
            }
        }
        List<Draft> sources = holder.children("source");
        holder.remove("source");
        if (sources.size() > 2) {
            throw holder.rejected("<" + holder.name() + " type='udp'> has more than two <source>", "");
        }
        if (bind != null && (bind.has("host") || bind.has("service"))) {
            holder.add(bind.set("mode", "bind"));
        }
        if (connect != null && (connect.has("host") || connect.has("service"))) {
            holder.add(connect.set("mode", "connect"));
        }
    }

    /**
     * Rejects what libvirt rejects of the host's end.
     *
     * @param pathByLibvirt whether libvirt finds a path itself where a socket has none
     */
    static void check(Draft holder, Plan plan, boolean pathByLibvirt) {
        String type = holder.get("type", "pty");
        List<Draft> sources = holder.children("source");
        if (sources.size() > 1 && !type.equals("udp")) {
            throw holder.rejected("<" + holder.name() + " type='" + type + "'> has more than one <source>", "");
        }
        Draft source = sources.isEmpty() ? null : sources.getLast();
        switch (type) {
            case "dev", "file", "pipe" -> require(holder, source, "path");
            case "tcp" -> checkTcp(holder, source, plan);
            case "udp" -> {
                if (source == null || source.is("mode", "bind") || !source.has("service")) {
                    throw holder.rejected(
                            "<" + holder.name() + " type='udp'> has no service that it connects to",
                            "Add <source mode='connect' service='PORT'/>");
                }
            }
            case "unix" -> {
                if (!pathByLibvirt) {
                    require(holder, source, "path");
                }
                checkReconnect(source);
            }
            case "spiceport", "dbus" -> {
                require(holder, source, "channel");
                checkChannel(source);
            }
            case "nmdm" -> {
                if (source != null && source.has("master") != source.has("slave")) {
                    throw holder.rejected("<source> of type nmdm has only one of master and slave", "Name both");
                }
            }
            default -> {}
        }
        if (type.startsWith("spice") && plan.since(SPICE_LOOKED_FOR) && !Graphics.has(plan, "spice")) {
            throw holder.rejected(
                    "<" + holder.name() + " type='" + type + "'> without <graphics type='spice'>", "Add SPICE graphics");
        }
    }

    private static void checkTcp(Draft holder, @Nullable Draft source, Plan plan) {
        require(holder, source, "host");
        require(holder, source, "service");
        checkReconnect(source);
        String protocol = holder.at("protocol@type");
        if (plan.since(NO_TLS_PROTOCOL) && protocol != null && protocol.startsWith("t") && !protocol.equals("telnet")) {
            throw holder.rejected(
                    "<protocol type='" + protocol + "'>: QEMU has only raw and telnet", "For TLS, say tls='yes' in <source>");
        }
    }

    private static final Version NO_TLS_PROTOCOL = Versions.libvirt(9, 1);

    private static void checkReconnect(@Nullable Draft source) {
        Draft reconnect = source == null ? null : source.child("reconnect");
        if (source == null || reconnect == null || !reconnect.has("enabled")) {
            return;
        }
        if (source.is("mode", "bind")) {
            throw reconnect.rejected("<reconnect> of a <source> that listens", "Only mode='connect' can connect again");
        }
        if (reconnect.is("timeout", "0")) {
            throw reconnect.rejected("<reconnect> with a timeout of 0 seconds", "Give at least 1");
        }
    }

    private static void checkChannel(@Nullable Draft source) {
        if (source == null) {
            return;
        }
        String channel = source.get("channel", "");
        for (int i = 0; i < channel.length(); i++) {
            char c = channel.charAt(i);
            if (c > 'z' || !Character.isLetterOrDigit(c) && c != '-' && c != '.' && c != '_') {
                throw source.rejected("<source channel='" + channel + "'>: '" + c + "' can't be in a channel's name", "");
            }
        }
    }

    private static void require(Draft holder, @Nullable Draft source, String attribute) {
        if (source == null || !source.has(attribute)) {
            throw holder.rejected(
                    "<" + holder.name() + " type='" + holder.get("type") + "'> has no <source " + attribute + "='...'>", "");
        }
    }
}

package dev.holdfast.libvirt;

import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.client.Connect;
import dev.holdfast.libvirt.client.Domain;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.problem.CompleterException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A live libvirt.
 *
 * <p>Libvirt has no call that only completes a domain. So a completion is a dry run: the domain is defined under a name
 * and UUID of its own ({@code holdfast-dry-run-…}), read back and undefined, in three calls.
 * No file of the owner's is touched, the NVRAM and the TPM's state included. SIGINT, SIGTERM and {@link System#exit}
 * wait for what is under way, 10 s at most. What a killed process has left behind, the next connection clears away.
 *
 * <p>Usable by several threads, whose calls take turns; who wants them side by side connects several times. {@link
 * #close} waits for what is under way. A libvirt that gives no sign of life for 20 s counts as lost; what then fails is {@link
 * CompleterException.Reason#UNREACHABLE}, and a new connection is needed.
 *
 * <p>Client library and daemon may be of different versions. Of the daemon, 7.0 to 12.8 are tested.
 */
public final class Libvirt implements Host {

    private static final int DEFINITION = Domain.XML_SECURE | Domain.XML_INACTIVE;

    private static final String ARCHITECTURE = "x86_64";

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final String uri;
    private final Connect connect;
    private final Version version;
    private final UndefineFlags undefineFlags;
    private final Turns turns;
    private @Nullable Platform platform;

    private Libvirt(String uri, Connect connect, Version version, Turns turns) {
        this.uri = uri;
        this.connect = connect;
        this.version = version;
        this.turns = turns;
        this.undefineFlags = UndefineFlags.of(version);
    }

    /**
     * Loads libvirt's client library, which takes as long as dozens of calls; connecting does so where this wasn't called.
     *
     * @throws CompleterException {@link CompleterException.Reason#UNREACHABLE} where there is no such library
     */
    public static void prepare() {
        Connecting.prepare();
    }

    /**
     * Connects, and clears away what a killed Holdfast may have left there. Never asks its user anything.
     *
     * @param uri as libvirt takes it: {@code qemu:///system}, {@code qemu+ssh://host/system}
     * @throws CompleterException {@link CompleterException.Reason#UNREACHABLE} where there is no connection to be had
     */
    public static Libvirt connect(String uri) {
        Connecting.prepare();
        Turns turns = new Turns();
        try {
            Libvirt libvirt = turns.take(() -> connect(uri, turns));
            turns.watchExit();
            return libvirt;
        } catch (LibvirtException e) {
            turns.close(() -> {});
            throw Unreachable.notConnected(uri, e);
        }
    }

    private static Libvirt connect(String uri, Turns turns) throws LibvirtException {
        Connect connect = Connecting.open(uri);
        try {
            Libvirt libvirt = new Libvirt(uri, connect, Version.ofNumber(connect.libVersion()), turns);
            Leftovers.clear(connect, libvirt.undefineFlags);
            return libvirt;
        } catch (LibvirtException e) {
            close(connect);
            throw e;
        }
    }

    /**
     * Does what the first completion would have to wait for: asks what this libvirt is, and goes a dry run's way there and
     * back with nothing.
     *
     * @throws CompleterException where the connection is lost
     */
    public void prepareToComplete() {
        platform();
        DryRun.prepare();
    }

    @Override
    public synchronized Platform platform() {
        if (platform == null) {
            try {
                platform = new Platform(
                        "libvirt",
                        version,
                        Version.ofNumber(turns.take(connect::version)),
                        Capabilities.domainTypes(capabilities(), ARCHITECTURE));
            } catch (LibvirtException e) {
                throw isConnected() ? Unreachable.notConnected(uri, e) : Unreachable.lost(uri, e);
            }
        }
        return platform;
    }

    /**
     * What the host says of itself, its {@code <capabilities>}.
     *
     * @throws CompleterException where the connection is lost
     */
    public Element capabilities() {
        return asked(connect::capabilities);
    }

    /**
     * What there is to choose from for domains of x86_64, {@code <domainCapabilities>}.
     *
     * @param machine the machine's name or alias
     * @param domainType such as {@code qemu}
     * @throws CompleterException where there is no such machine, or the connection is lost
     */
    public Element domainCapabilities(String machine, String domainType) {
        return asked(() -> connect.domainCapabilities(ARCHITECTURE, machine, domainType));
    }

    private Element asked(Turns.Calls<String> call) {
        try {
            return XmlSource.parse(turns.take(call), "libvirt");
        } catch (LibvirtException e) {
            throw failed(e, null, Messages.of(e));
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A partial domain without UUID gets one, newly decided, as by libvirt itself.
     */
    @Override
    public Element complete(Element partial) {
        DomainName.check(partial);
        DryRun dryRun = DryRun.of(partial, DryRunMark.now());
        String submitted = DomainXml.write(dryRun.submitted());
        try {
            String answer = turns.takeDryRun(
                    dryRun.name(), () -> readAndUndefine(connect.domainDefine(submitted), dryRun));
            return dryRun.restore(XmlSource.parse(answer, "libvirt"));
        } catch (LibvirtException e) {
            throw failed(e, partial, dryRun.restore(Messages.of(e)));
        }
    }

    private String readAndUndefine(Domain domain, DryRun dryRun) throws LibvirtException {
        @Nullable LibvirtException unread = null;
        try {
            return domain.xml(DEFINITION);
        } catch (LibvirtException e) {
            unread = e;
            throw e;
        } finally {
            undefine(domain, dryRun, unread);
        }
    }

    private void undefine(Domain domain, DryRun dryRun, @Nullable LibvirtException earlier) throws LibvirtException {
        try {
            domain.undefine(undefineFlags.bits());
        } catch (LibvirtException e) {
            CompleterException left = isConnected()
                    ? Rejections.leftBehind(uri, dryRun.name(), e)
                    : Unreachable.lost(uri, e);
            if (earlier == null) {
                throw left;
            }
            earlier.addSuppressed(left);
        } finally {
            domain.free();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A domain that runs without a definition (a transient one) counts as none.
     */
    @Override
    public Optional<Element> definition(String nameOrUuid) {
        return read(nameOrUuid, domain -> domain.isPersistent() ? Optional.of(domain.xml(DEFINITION)) : Optional.empty());
    }

    /** What a domain says of itself; empty where there is none, or it says nothing. */
    private Optional<Element> read(String nameOrUuid, Reading<Optional<String>> reading) {
        try {
            return turns.take(() -> withDomain(nameOrUuid, reading))
                    .map(text -> XmlSource.parse(text, "libvirt"));
        } catch (LibvirtException e) {
            if (isNoDomain(e)) {
                return Optional.empty();
            }
            throw failed(e, null, Messages.of(e));
        }
    }

    private Domain find(String nameOrUuid) throws LibvirtException {
        if (UUID.matcher(nameOrUuid).matches()) {
            try {
                return connect.domainLookupByUuid(nameOrUuid);
            } catch (LibvirtException e) {
                if (!isNoDomain(e)) {
                    throw e;
                }
            }
        }
        return connect.domainLookupByName(nameOrUuid);
    }

    private static boolean isNoDomain(LibvirtException e) {
        return e.code() == LibvirtException.NO_DOMAIN;
    }

    @Override
    public Element define(Element submitted) {
        DomainName.check(submitted);
        String text = DomainXml.write(submitted);
        try {
            return XmlSource.parse(turns.take(() -> defineAndRead(text)), "libvirt");
        } catch (LibvirtException e) {
            throw failed(e, submitted, Messages.of(e));
        }
    }

    private String defineAndRead(String text) throws LibvirtException {
        Domain domain = connect.domainDefine(text);
        try {
            return domain.xml(DEFINITION);
        } finally {
            domain.free();
        }
    }

    @Override
    public Optional<Element> running(String nameOrUuid) {
        return read(nameOrUuid, domain -> domain.isActive() ? Optional.of(domain.xml(Domain.XML_SECURE)) : Optional.empty());
    }

    @Override
    public void plug(String nameOrUuid, Element device) {
        String text = DomainXml.write(device);
        change(nameOrUuid, device, domain -> domain.attachDevice(text, Domain.AFFECT_LIVE));
    }

    @Override
    public void unplug(String nameOrUuid, Element device) {
        String text = DomainXml.write(device);
        change(nameOrUuid, device, domain -> domain.detachDevice(text, Domain.AFFECT_LIVE));
    }

    /** What is done to a domain. */
    @FunctionalInterface
    private interface Change {
        void make(Domain domain) throws LibvirtException;
    }

    /** What is read of a domain. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(Domain domain) throws LibvirtException;
    }

    private void change(String nameOrUuid, Element device, Change change) {
        try {
            turns.take(() -> withDomain(nameOrUuid, domain -> {
                change.make(domain);
                return true;
            }));
        } catch (LibvirtException e) {
            throw isConnected() ? Rejections.ofDevice(Messages.of(e), device, e) : Unreachable.lost(uri, e);
        }
    }

    private <T> T withDomain(String nameOrUuid, Reading<T> reading) throws LibvirtException {
        Domain domain = find(nameOrUuid);
        try {
            return reading.read(domain);
        } finally {
            domain.free();
        }
    }

    /** How long libvirt's calls took so far in all, connecting's included: how long this process waited for libvirt. */
    public Duration waited() {
        return turns.taken();
    }

    private CompleterException failed(LibvirtException e, @Nullable Element submitted, String message) {
        return isConnected() ? Rejections.of(message, submitted, e) : Unreachable.lost(uri, e);
    }

    private boolean isConnected() {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }

    /** Waits for what is under way, then ends the connection; again does nothing. */
    @Override
    public void close() {
        turns.close(() -> close(connect));
    }

    private static void close(Connect connect) {
        try {
            connect.close();
        } catch (LibvirtException e) {
            // Lost already, and nothing was to be kept.
        }
    }
}

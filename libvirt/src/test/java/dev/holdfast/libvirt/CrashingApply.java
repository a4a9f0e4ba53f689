package dev.holdfast.libvirt;

import dev.holdfast.Applied;
import dev.holdfast.Drift;
import dev.holdfast.Holdfast;
import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.Host;
import dev.holdfast.Platform;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.libvirt.client.Connect;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.lock.Guard;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockFile;
import dev.holdfast.spec.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A process that applies a spec, and halts at one moment of it, as if by kill -9. */
final class CrashingApply {

    /** What the process ends with when it halted where it was told to. */
    static final int HALTED = 42;

    /** Where to halt, in the order in which the moments come. */
    enum Moment {
        BEFORE_THE_DRY_RUN,
        /** The dry run's domain is defined and not yet undefined. */
        IN_THE_DRY_RUN,
        AFTER_THE_DRY_RUN,
        AFTER_THE_DEFINITION,
        /** The lock's new text is in a temporary file, the old one still in its place. */
        BEFORE_THE_LOCKS_RENAME,
        AFTER_THE_LOCK,
        NEVER
    }

    private CrashingApply() {}

    /** Applies; the arguments are URI, spec, moment. */
    public static void main(String[] arguments) throws IOException {
        Moment moment = Moment.valueOf(arguments[2]);
        try (Libvirt libvirt = Libvirt.connect(arguments[0])) {
            apply(new Halting(libvirt, arguments[0], moment), Path.of(arguments[1]), moment);
        }
    }

    /** As the command does it. */
    static Applied.How apply(Host host, Path file, Moment moment) throws IOException {
        LockFile lock = LockFile.beside(file);
        try (Guard _ = lock.hold()) {
            Lock found = lock.read();
            Applied applied = Holdfast.apply(Spec.read(file), found, host, AbiChanges.REFUSE, Drift.REFUSE);
            if (moment == Moment.BEFORE_THE_LOCKS_RENAME) {
                Path temporary = file.resolveSibling("." + lock.path().getFileName() + ".crash.new");
                LockFile.at(temporary).write(applied.completion().lock(), null);
                halt();
            }
            lock.write(applied.completion().lock(), found);
            if (moment == Moment.AFTER_THE_LOCK) {
                halt();
            }
            return applied.how();
        }
    }

    private static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }

    /** A libvirt whose caller halts. */
    private record Halting(Libvirt libvirt, String uri, Moment moment) implements Host {

        @Override
        public Platform platform() {
            return libvirt.platform();
        }

        @Override
        public Element complete(Element partial) {
            if (moment == Moment.BEFORE_THE_DRY_RUN) {
                halt();
            }
            if (moment == Moment.IN_THE_DRY_RUN) {
                defineADryRun(partial);
                halt();
            }
            Element complete = libvirt.complete(partial);
            if (moment == Moment.AFTER_THE_DRY_RUN) {
                halt();
            }
            return complete;
        }

        private void defineADryRun(Element partial) {
            try {
                Connecting.prepare();
                Connect connect = Connecting.open(uri);
                connect.domainDefine(DomainXml.write(
                        DryRun.of(partial, DryRunMark.now()).submitted()));
            } catch (LibvirtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<Element> definition(String nameOrUuid) {
            return libvirt.definition(nameOrUuid);
        }

        @Override
        public Element define(Element domain) {
            Element answer = libvirt.define(domain);
            if (moment == Moment.AFTER_THE_DEFINITION) {
                halt();
            }
            return answer;
        }

        @Override
        public Optional<Element> running(String nameOrUuid) {
            return libvirt.running(nameOrUuid);
        }

        @Override
        public void plug(String nameOrUuid, Element device) {
            libvirt.plug(nameOrUuid, device);
        }

        @Override
        public void unplug(String nameOrUuid, Element device) {
            libvirt.unplug(nameOrUuid, device);
        }

        @Override
        public void close() {
            libvirt.close();
        }
    }
}

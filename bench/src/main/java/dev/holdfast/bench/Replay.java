package dev.holdfast.bench;

import dev.holdfast.Completer;
import dev.holdfast.Platform;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Version;
import dev.holdfast.domain.XmlSource;
import java.util.Set;

/**
 * A completer that has its answer already. Writing what is submitted and reading what is answered is Holdfast's work
 * with any libvirt, and is done here too.
 */
final class Replay implements Completer {

    static final Platform PLATFORM =
            new Platform("libvirt", new Version(12, 8, 0), new Version(11, 1, 2), Set.of("qemu"));

    private final String answer;
    private int written;
    private long nanos;

    Replay(String answer) {
        this.answer = answer;
    }

    @Override
    public Platform platform() {
        return PLATFORM;
    }

    @Override
    public Element complete(Element partial) {
        long start = System.nanoTime();
        written += DomainXml.write(partial).length();
        Element complete = XmlSource.parse(answer, "libvirt");
        nanos += System.nanoTime() - start;
        return complete;
    }

    /** How long the completer took: the writing of what was submitted and the reading of the answer. */
    long nanos() {
        return nanos;
    }

    /** How many characters were submitted, so that none of the writing is optimized away. */
    int written() {
        return written;
    }

    @Override
    public void close() {}
}

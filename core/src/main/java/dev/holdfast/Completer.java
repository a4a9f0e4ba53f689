package dev.holdfast;

import dev.holdfast.domain.Element;

/** What makes a partial domain complete: a live libvirt, or the planner. */
public interface Completer extends AutoCloseable {

    /** What it stands for. Asked once and kept. */
    Platform platform();

    /**
     * Completes a partial domain and leaves nothing behind.
     *
     * @param partial a {@code <domain>}, as far as its owner and a lock have decided it
     * @return the complete domain, under the partial one's name and, where it has one, UUID
     * @throws dev.holdfast.problem.CompleterException where it can't be reached or rejects the domain
     */
    Element complete(Element partial);

    @Override
    void close();
}

package dev.holdfast.spec;

import dev.holdfast.domain.Element;
import dev.holdfast.problem.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text that a lens wrote and reads back when first asked for: who only prints it never pays for that. */
final class UnreadSource implements Lens.Source {

    private final String file;
    private final String text;
    private final Lens lens;
    private Lens.@Nullable Source source;

    UnreadSource(String file, String text, Lens lens) {
        this.file = file;
        this.text = text;
        this.lens = lens;
    }

    private synchronized Lens.Source source() {
        if (source == null) {
            source = lens.read(file, text);
        }
        return source;
    }

    @Override
    public Element domain() {
        return source().domain();
    }

    @Override
    public Element written(Element stated) {
        return source().written(stated);
    }

    @Override
    public int sparePorts() {
        return source().sparePorts();
    }

    @Override
    public String reflect(Reflection reflection) {
        return source().reflect(reflection);
    }

    @Override
    public Element settle(Element pinned, Set<String> domainTypes) {
        return source().settle(pinned, domainTypes);
    }

    @Override
    public Reserved reserved() {
        return source().reserved();
    }

    @Override
    public List<Problem> remarks() {
        return source().remarks();
    }

    @Override
    public boolean carriesLock() {
        return source().carriesLock();
    }

    @Override
    public @Nullable String carriedLock() {
        return source().carriedLock();
    }

    @Override
    public String withCarriedLock(String lock) {
        return source().withCarriedLock(lock);
    }

    @Override
    public List<String> unsaid(Reflection reflection) {
        return source().unsaid(reflection);
    }
}

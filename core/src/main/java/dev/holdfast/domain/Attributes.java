package dev.holdfast.domain;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An element's attributes in the order written, immutable. An element has few, so that looking through them takes less
 * time than hashing, and an array of them a fraction of a hash table's memory.
 */
final class Attributes extends AbstractMap<String, String> {

    /** More than any element of libvirt's has; above it, hashing is faster. */
    private static final int FEW = 24;

    /** Name, value, name, value. */
    private final String[] pairs;

    private Attributes(String[] pairs) {
        this.pairs = pairs;
    }

    /** From name, value, name, value, no name twice; the array is kept. */
    static Map<String, String> of(String[] pairs) {
        if (pairs.length == 0) {
            return Map.of();
        }
        if (pairs.length <= 2 * FEW) {
            return new Attributes(pairs);
        }
        Map<String, String> many = LinkedHashMap.newLinkedHashMap(pairs.length / 2);
        for (int i = 0; i < pairs.length; i += 2) {
            many.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(many);
    }

    /** The same in a map that nobody else can change. */
    static Map<String, String> copyOf(Map<String, String> attributes) {
        if (attributes instanceof Attributes) {
            return attributes;
        }
        String[] pairs = new String[2 * attributes.size()];
        int i = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            pairs[i++] = attribute.getKey();
            pairs[i++] = attribute.getValue();
        }
        return of(pairs);
    }

    @Override
    public @Nullable String get(Object name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Attributes that)) {
            return super.equals(other);
        }
        if (pairs.length != that.pairs.length) {
            return false;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].equals(that.get(pairs[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return pairs.length / 2;
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries(pairs);
            }
        };
    }

    private static final class Entries implements Iterator<Map.Entry<String, String>> {

        private final String[] pairs;
        private int next;

        Entries(String[] pairs) {
            this.pairs = pairs;
        }

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(pairs[next - 2], pairs[next - 1]);
        }
    }
}

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
 * A map of a few entries in the order given, immutable: an element's attributes, a device's facts. Looking through few
 * takes less time than hashing, and an array of them a fraction of a hash table's memory.
 *
 * @param <V> what the entries' values are
 */
public final class FewEntries<V> extends AbstractMap<String, V> {

    /** More than nearly any element or device has; above it, hashing is faster. */
    private static final int FEW = 24;

    /** Key, value, key, value. */
    private final Object[] pairs;

    private FewEntries(Object[] pairs) {
        this.pairs = pairs;
    }

    /**
     * A map from key, value, key, value; of many entries, a hash table.
     *
     * @param pairs no key twice; the array is kept
     */
    @SuppressWarnings("unchecked")
    public static <V> Map<String, V> of(Object[] pairs) {
        if (pairs.length == 0) {
            return Map.of();
        }
        if (pairs.length <= 2 * FEW) {
            return new FewEntries<>(pairs);
        }
        Map<String, V> many = LinkedHashMap.newLinkedHashMap(pairs.length / 2);
        for (int i = 0; i < pairs.length; i += 2) {
            many.put((String) pairs[i], (V) pairs[i + 1]);
        }
        return Collections.unmodifiableMap(many);
    }

    /** A view of key, value, key, value, however many they are. */
    static <V> Map<String, V> view(Object[] pairs) {
        return pairs.length == 0 ? Map.of() : new FewEntries<>(pairs);
    }

    /** A map's entries as key, value, key, value; the array may be the map's own. */
    static Object[] pairs(Map<String, ?> map) {
        if (map instanceof FewEntries<?> few) {
            return few.pairs;
        }
        Object[] pairs = new Object[2 * map.size()];
        int i = 0;
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            pairs[i++] = entry.getKey();
            pairs[i++] = entry.getValue();
        }
        return pairs;
    }

    private String key(int i) {
        return (String) pairs[i];
    }

    @SuppressWarnings("unchecked")
    private V value(int i) {
        return (V) pairs[i + 1];
    }

    @Override
    public @Nullable V get(Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return value(i);
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(key(i), value(i));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other == this) {
            return true;
        }
        if (!(other instanceof FewEntries<?> that)) {
            return super.equals(other);
        }
        if (pairs.length != that.pairs.length) {
            return false;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            // As a rule both have the same order.
            Object theirs = pairs[i].equals(that.pairs[i]) ? that.pairs[i + 1] : that.get(pairs[i]);
            if (!pairs[i + 1].equals(theirs)) {
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
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return pairs.length / 2;
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, V>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        public Map.Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(key(next - 2), value(next - 2));
        }
    }
}

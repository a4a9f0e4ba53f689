package dev.holdfast.libvirt.oracle;

import java.util.HashMap;
import java.util.Map;

/** How many pairs of a kind are enough, so that the rare mutations aren't drowned by the common ones. */
final class Quota {

    private static final int OF_A_KIND = 6;
    private static final int OF_A_VARIANT = 2;
    private static final int ATTEMPTS_A_VARIANT = 4;
    private static final int ATTEMPTS_OF_A_KIND = 14;

    private final Map<String, Integer> pairs = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();

    /** True where another one is wanted; it then counts as attempted. */
    boolean wants(Mutation mutation) {
        String kind = mutation.kind();
        String variant = kind + " " + mutation.variant();
        int most = mutation.variant().isEmpty() ? OF_A_KIND : OF_A_VARIANT;
        if (pairs.getOrDefault(kind, 0) >= OF_A_KIND
                || pairs.getOrDefault(variant, 0) >= most
                || attempts.getOrDefault(kind, 0) >= ATTEMPTS_OF_A_KIND
                || attempts.getOrDefault(variant, 0) >= ATTEMPTS_A_VARIANT) {
            return false;
        }
        attempts.merge(kind, 1, Integer::sum);
        attempts.merge(variant, 1, Integer::sum);
        return true;
    }

    /** It came to a pair. */
    void met(Mutation mutation) {
        pairs.merge(mutation.kind(), 1, Integer::sum);
        pairs.merge(mutation.kind() + " " + mutation.variant(), 1, Integer::sum);
    }
}

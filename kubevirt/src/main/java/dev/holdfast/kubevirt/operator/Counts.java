package dev.holdfast.kubevirt.operator;

import io.micrometer.core.instrument.MeterRegistry;

/** What the operator has decided, as metrics: {@code holdfast_decisions_total} by {@code decision}. */
final class Counts {

    private final MeterRegistry registry;

    Counts(MeterRegistry registry) {
        this.registry = registry;
    }

    void decided(Decision decision) {
        registry.counter("holdfast.decisions", "decision", name(decision)).increment();
    }

    private static String name(Decision decision) {
        return switch (decision) {
            case Decision.LeftAlone left -> "left-alone";
            case Decision.Held held -> "held";
            case Decision.Written written -> "written";
            case Decision.Reflected reflected -> "reflected";
            case Decision.Drifted drifted -> "drifted";
            case Decision.CannotPin cannot -> "cannot-pin";
        };
    }
}

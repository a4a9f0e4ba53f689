package dev.holdfast.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact's path, taken apart.
 *
 * @param steps the elements' steps from the root on, the root's included, numbers and all: {@code timer[2]}
 * @param names the same without numbers
 * @param attribute the attribute at the end; null where the fact is about the last element itself
 * @param isMixed whether it is about all that the last element holds, text and elements together
 */
record FactPath(List<String> steps, List<String> names, @Nullable String attribute, boolean isMixed) {

    private static final Remembering<FactPath> KNOWN = new Remembering<>();

    static FactPath of(String path) {
        return KNOWN.of(path, FactPath::parse);
    }

    private static FactPath parse(String path) {
        boolean mixed = path.endsWith(Facts.MIXED);
        int at = path.indexOf('@');
        int end = mixed ? path.length() - Facts.MIXED.length() : at < 0 ? path.length() : at;
        List<String> steps = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int start = 0; start <= end; ) {
            int slash = path.indexOf('/', start);
            int stop = slash < 0 || slash > end ? end : slash;
            String step = path.substring(start, stop).intern();
            steps.add(step);
            int bracket = step.indexOf('[');
            names.add(bracket < 0 ? step : step.substring(0, bracket).intern());
            start = stop + 1;
        }
        String attribute = at < 0 || mixed ? null : path.substring(at + 1).intern();
        return new FactPath(List.copyOf(steps), List.copyOf(names), attribute, mixed);
    }

    /** How deep the fact's element is; the root's depth is 0. */
    int depth() {
        return steps.size() - 1;
    }

    String root() {
        return steps.getFirst();
    }

    /** Which of its name the element at a depth is among its siblings; 1 for the first. */
    int number(int depth) {
        String step = steps.get(depth);
        int name = names.get(depth).length();
        return name == step.length() ? 1 : Integer.parseInt(step, name + 1, step.length() - 1, 10);
    }
}

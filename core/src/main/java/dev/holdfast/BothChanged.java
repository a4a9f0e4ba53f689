package dev.holdfast;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.NormalForm;
import dev.holdfast.domain.Siblings;
import dev.holdfast.domain.Sizes;
import dev.holdfast.lock.Held;
import dev.holdfast.lock.Trace;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.RefusalException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values that were changed both in the spec and in libvirt since they were locked, and not to the same:
 * whichever of the two were taken, somebody's edit would be lost.
 *
 * <p>Changed in the spec is what says something else than it said when it was locked: another value than the locked
 * one, in whatever form; nothing, where the owner's own words were locked; something, where nothing was. Secrets aren't
 * locked, so that where they differ nobody knows who changed them, unless the spec is known to be unedited.
 */
final class BothChanged {

    private static final String REMEDY =
            "Make the two the same, in the spec or in libvirt with virsh edit, then say --accept-drift";

    private final List<Problem> problems = new ArrayList<>();
    private final boolean edited;

    /** @param edited whether the spec may say something else than what was applied */
    BothChanged(boolean edited) {
        this.edited = edited;
    }

    /** Throws {@link RefusalException} with every value found. */
    void refuse() {
        if (!problems.isEmpty()) {
            Problem last = problems.removeLast();
            problems.add(new Problem(last.place(), last.device(), last.what(), REMEDY));
            throw new RefusalException(problems);
        }
    }

    /**
     * Looks through one element.
     *
     * @param id of the device that it is, {@code domain} for what belongs to none
     * @param own what the spec says
     * @param locked what was locked of it, by path
     * @param now what libvirt has; null where it is there no more
     */
    void check(String id, Element own, Map<String, Held> locked, @Nullable Element now) {
        Element then = Facts.toElement(locked, Held::value);
        new Check(id, locked, own.place()).element(own.name(), own, then, now, false);
    }

    private final class Check {

        private final String id;
        private final Map<String, Held> locked;
        private final @Nullable Place place;

        Check(String id, Map<String, Held> locked, @Nullable Place place) {
            this.id = id;
            this.locked = locked;
            this.place = place;
        }

        /** @param lost whether the element is one that libvirt had and has no more */
        void element(
                String path, @Nullable Element own, @Nullable Element then, @Nullable Element now, boolean lost) {
            boolean gone = lost || then != null && now == null;
            Set<String> names = new LinkedHashSet<>();
            for (Element one : elements(own, then, now)) {
                names.addAll(one.attributes().keySet());
            }
            boolean size = isSize(own) || isSize(then) || isSize(now);
            for (String name : names) {
                if (!size || !name.equals("unit")) {
                    value(path + "@" + name, attribute(own, name), attribute(then, name), attribute(now, name), gone);
                }
            }
            if (elements(own, then, now).stream().anyMatch(Element::isMixed)) {
                value(path + Facts.MIXED, content(own), content(then), content(now), gone);
                return;
            }
            if (size) {
                size(path, own, then, now, gone);
            } else {
                boolean bare = elements(own, then, now).stream().allMatch(BothChanged::isBare);
                value(path, text(own, bare), text(then, bare), text(now, bare), gone);
            }
            children(path, own, then, now, gone);
        }

        private void children(
                String path, @Nullable Element own, @Nullable Element then, @Nullable Element now, boolean gone) {
            Element owns = own == null ? Element.of("none") : own;
            Element thens = then == null ? Element.of("none") : then;
            Element nows = now == null ? Element.of("none") : now;
            Siblings owners = Siblings.pair(thens, owns);
            Siblings partners = Siblings.pair(thens, nows);
            Facts.Steps steps = new Facts.Steps();
            for (Element child : thens.elements()) {
                element(path + steps.to(child), owners.get(child), child, partners.get(child), gone);
            }
            Element newOwn = owns.withChildren(owns.elements().stream().filter(e -> !owners.isPartner(e)).toList());
            Element newNow = nows.withChildren(nows.elements().stream().filter(e -> !partners.isPartner(e)).toList());
            Siblings fresh = Siblings.pair(newOwn, newNow);
            for (Element child : newOwn.elements()) {
                element(path + steps.to(child), child, null, fresh.get(child), gone);
            }
        }

        private void size(
                String path, @Nullable Element own, @Nullable Element then, @Nullable Element now, boolean gone) {
            boolean kept = then != null && now != null && Sizes.same(then, now);
            boolean same = own != null && (then != null && Sizes.same(own, then) || now != null && Sizes.same(own, now));
            if (!kept && !same) {
                value(path, sized(own), sized(then), sized(now), gone);
            }
        }

        private void value(
                String path, @Nullable String own, @Nullable String then, @Nullable String now, boolean gone) {
            Held held = locked.get(path);
            String before = held != null && held.isIgnored() ? null : then;
            if (Trace.SECRET.equals(before)) {
                if (edited && own != null && now != null && !own.equals(now)) {
                    problems.add(Problem.at(place, path + " is one in the spec and another in libvirt", "")
                            .about(id));
                }
                return;
            }
            boolean drifted = gone && own != null || !NormalForm.same(before, now);
            if (drifted && !NormalForm.same(own, now) && isEdited(own, then, held)) {
                problems.add(Problem.at(
                                place,
                                path + " was changed in the spec and in libvirt since it was locked: " + said(before)
                                        + " is " + said(own) + " in the spec and " + said(now) + " in libvirt",
                                "")
                        .about(id));
            }
        }

        private boolean isEdited(@Nullable String own, @Nullable String then, @Nullable Held held) {
            if (own == null) {
                return held != null && (held.isOwners() || held.written() != null);
            }
            return !NormalForm.same(own, then) && (held == null || !own.equals(held.written()));
        }
    }

    private static List<Element> elements(@Nullable Element... elements) {
        List<Element> there = new ArrayList<>();
        for (Element element : elements) {
            if (element != null) {
                there.add(element);
            }
        }
        return there;
    }

    private static boolean isSize(@Nullable Element element) {
        return element != null && Sizes.isSize(element);
    }

    private static @Nullable String attribute(@Nullable Element element, String name) {
        return element == null ? null : element.attribute(name);
    }

    /** True for an element that is nothing but there. */
    private static boolean isBare(Element element) {
        return element.children().isEmpty() && element.attributes().isEmpty();
    }

    private static @Nullable String text(@Nullable Element element, boolean bare) {
        String text = element == null ? "" : element.text().strip();
        return element == null || text.isEmpty() && !bare ? null : text;
    }

    private static @Nullable String content(@Nullable Element element) {
        return element == null ? null : Facts.content(element);
    }

    private static @Nullable String sized(@Nullable Element size) {
        String unit = size == null ? null : size.attribute("unit");
        return size == null ? null : unit == null ? size.text() : size.text() + " " + unit;
    }

    private static String said(@Nullable String value) {
        return value == null ? "nothing" : value.isEmpty() ? "there" : value;
    }
}

package dev.holdfast.spec.text;

import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one document, gathered so that its owner hears it all at once. */
public final class Problems {

    private static final int LENGTH = 300;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    /** For a document of this file. */
    public Problems(String file) {
        this.file = file;
    }

    /** Where in the file that is. */
    public Place place(Yaml.Span span) {
        return new Place(file, span.line(), span.column());
    }

    /** Notes what is wrong, and what to do about it. */
    public void add(Yaml.Span span, String what, String remedy) {
        found.add(Problem.at(place(span), line(what), line(remedy)));
    }

    /** What the owner wrote may be long, or hold what a terminal obeys; a message is one line that does neither. */
    private static String line(String said) {
        String shown = said.length() > LENGTH ? said.substring(0, LENGTH) + "…" : said;
        if (shown.chars().noneMatch(Character::isISOControl)) {
            return shown;
        }
        StringBuilder out = new StringBuilder();
        shown.chars().forEach(c -> out.append(Character.isISOControl(c) ? String.format("\\u%04X", c) : String.valueOf((char) c)));
        return out.toString();
    }

    /** Notes what is wrong with one value. */
    public void add(Yaml.Span span, Complaint complaint) {
        add(span, complaint.what(), complaint.remedy());
    }

    /** Throws everything that is wrong, in the order of the document. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt((Problem p) -> p.place() == null ? 0 : p.place().line())
                    .thenComparingInt(p -> p.place() == null ? 0 : p.place().column()));
            throw new UnusableInputException(found.stream().distinct().toList());
        }
    }

    /** What is wrong with everything, at once. */
    public UnusableInputException fatal(Yaml.Span span, String what, String remedy) {
        add(span, what, remedy);
        return new UnusableInputException(found);
    }
}

package dev.holdfast.cli.check;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** One of the two VMs that are compared, as the command line names it. */
sealed interface Side {

    /** A URI has its scheme's colon before a slash; a file of such a name is given as {@code ./NAME}. */
    Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]*:/.*");

    /** As the user named it. */
    String label();

    /** A file, or standard input. */
    record File(Input input) implements Side {
        @Override
        public String label() {
            return input.label();
        }
    }

    /** A domain that a libvirt has. */
    record Defined(String uri, String name) implements Side {
        @Override
        public String label() {
            return uri + " " + name;
        }
    }

    /**
     * Those that these words name: a URI takes the word behind it as its domain, and any other word is a file.
     *
     * @throws UnusableInputException where a URI has no domain, or standard input would be read twice
     */
    static List<Side> of(List<String> words, Surroundings surroundings) {
        Deque<String> left = new ArrayDeque<>(words);
        List<Side> sides = new ArrayList<>();
        boolean standardInput = false;
        while (!left.isEmpty()) {
            String word = left.pop();
            if (URI.matcher(word).matches()) {
                if (left.isEmpty()) {
                    throw new UnusableInputException(Problem.of(
                            "Which domain of " + word + "?", "Name it behind the URI: holdfast check OLD " + word + " DOMAIN"));
                }
                sides.add(new Defined(word, left.pop()));
                continue;
            }
            if (word.equals("-") && standardInput) {
                throw new UnusableInputException(
                        Problem.of("Standard input can be only one of the two", "Put the other one into a file"));
            }
            standardInput |= word.equals("-");
            sides.add(new File(Input.one(Path.of(word), surroundings)));
        }
        return sides;
    }
}

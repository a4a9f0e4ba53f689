package dev.holdfast.planner.exact;

import dev.holdfast.Completer;
import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.CompleterException.Reason;
import java.util.List;

/** What the planner makes of a domain beside what a libvirt makes of it. */
sealed interface Exactness {

    /** Both accept it, and answer the same to the letter, but for UUIDs and MAC addresses that weren't given. */
    record Identical() implements Exactness {}

    /** Both accept it and answer differently. */
    record Different(String first) implements Exactness {}

    /** libvirt accepts it, the planner says that it doesn't model something. */
    record Unmodelled(String what) implements Exactness {}

    /** libvirt accepts it, the planner rejects it. */
    record WronglyRejected(String message) implements Exactness {}

    /** Both reject it. */
    record RejectedByBoth(boolean topology) implements Exactness {}

    /** libvirt rejects it, the planner says that it doesn't model something. */
    record UnmodelledRejection(String libvirts, boolean topology) implements Exactness {}

    /** libvirt rejects it, the planner doesn't. */
    record WronglyAccepted(String libvirts, boolean topology) implements Exactness {}

    /** Asks both. */
    static Exactness of(Element partial, Completer libvirt, Completer planner) {
        Answer theirs = Answer.of(libvirt, partial);
        Answer ours = Answer.of(planner, partial);
        return switch (theirs) {
            case Answer.Complete(Element complete) ->
                switch (ours) {
                    case Answer.Complete(Element planned) -> compare(partial, complete, planned);
                    case Answer.Refused(Reason reason, String message) when reason == Reason.UNMODELLED -> new Unmodelled(message);
                    case Answer.Refused(Reason reason, String message) -> new WronglyRejected(message);
                };
            case Answer.Refused(Reason ignored, String message) -> {
                boolean topology = Topology.isMeantBy(message);
                yield switch (ours) {
                    case Answer.Complete(Element planned) -> new WronglyAccepted(message, topology);
                    case Answer.Refused(Reason reason, String text) when reason == Reason.UNMODELLED ->
                        new UnmodelledRejection(message, topology);
                    case Answer.Refused(Reason reason, String text) -> new RejectedByBoth(topology);
                };
            }
        };
    }

    private static Exactness compare(Element partial, Element theirs, Element ours) {
        List<String> expected = Given.text(partial, theirs).lines().toList();
        List<String> actual = Given.text(partial, ours).lines().toList();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String line = i < expected.size() ? expected.get(i) : "nothing";
            String other = i < actual.size() ? actual.get(i) : "nothing";
            if (!line.equals(other)) {
                return new Different("libvirt " + line.strip() + ", planner " + other.strip());
            }
        }
        return new Identical();
    }

    /** One completer's answer. */
    sealed interface Answer {

        /** The complete domain. */
        record Complete(Element domain) implements Answer {}

        /** Why there is none. */
        record Refused(Reason reason, String message) implements Answer {}

        static Answer of(Completer completer, Element partial) {
            try {
                return new Complete(completer.complete(partial));
            } catch (CompleterException e) {
                if (e.reason() == Reason.UNREACHABLE) {
                    throw e;
                }
                return new Refused(e.reason(), e.getMessage().lines().findFirst().orElse(""));
            }
        }
    }
}

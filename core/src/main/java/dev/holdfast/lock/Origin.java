package dev.holdfast.lock;

/** Who decided a value. */
public sealed interface Origin {

    /** The VM's owner wrote it. */
    Origin OWNER = new Owner();

    /** The spec's format says so where its owner says nothing. */
    Origin FORMAT = new Format();

    /** The VM's owner wrote it, and the completer left it out of the domain without saying so. */
    Origin IGNORED = new Ignored();

    /** As a lock names it. */
    String label();

    /** The VM's owner wrote it. */
    record Owner() implements Origin {
        @Override
        public String label() {
            return "owner";
        }
    }

    /** The spec's format says so where its owner says nothing. */
    record Format() implements Origin {
        @Override
        public String label() {
            return "format";
        }
    }

    /** The VM's owner wrote it, and the completer left it out of the domain without saying so. */
    record Ignored() implements Origin {
        @Override
        public String label() {
            return "ignored";
        }
    }

    /**
     * A completer decided.
     *
     * @param label which one, such as {@code libvirt 12.8.0}
     */
    record Completed(String label) implements Origin {}

    /** From {@link #label()}. */
    static Origin of(String label) {
        return switch (label) {
            case "owner" -> OWNER;
            case "format" -> FORMAT;
            case "ignored" -> IGNORED;
            default -> new Completed(label);
        };
    }
}

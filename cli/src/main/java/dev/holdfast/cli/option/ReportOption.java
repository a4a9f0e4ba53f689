package dev.holdfast.cli.option;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** For whom a verb says what it found or did. */
public final class ReportOption {

    private enum Reader {
        /** People. */
        TEXT,
        /** Programs. */
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final OptionSpec format;

    /**
     * One for people where nobody says otherwise.
     *
     * @param what is said, such as {@code Say what was done}
     */
    public ReportOption(String what) {
        this.format = OptionSpec.builder("--format")
                .type(Reader.class)
                .converters(Choices.of(Reader.class))
                .initialValue(Reader.TEXT)
                .paramLabel("FORMAT")
                .description(what + " as ${COMPLETION-CANDIDATES}. Default: text.")
                .build();
    }

    /** Adds it to a verb's. */
    public void addTo(CommandSpec verb) {
        verb.addOption(format);
    }

    /** True where it is for programs. */
    public boolean isJson() {
        return format.getValue() == Reader.JSON;
    }
}

package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Input;
import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Talk.Loudness;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How much is said, and in which colours. */
public final class TalkOptions {

    private final Flag quiet = Flag.of("Say nothing but what went wrong.", "-q", "--quiet");

    private final Flag verbose = Flag.of("Say everything that was added.", "-v", "--verbose");

    private final OptionSpec colour = OptionSpec.builder("--color")
            .type(Paint.When.class)
            .converters(Choices.of(Paint.When.class))
            .initialValue(Paint.When.AUTO)
            .paramLabel("WHEN")
            .description("Colour: ${COMPLETION-CANDIDATES}. Default: auto, on a terminal unless NO_COLOR is set.")
            .build();

    /** Adds them to a verb's. */
    public void addTo(CommandSpec verb) {
        addLoudnessTo(verb);
        addColourTo(verb);
    }

    /** Adds quiet and verbose, of which one excludes the other. */
    void addLoudnessTo(CommandSpec verb) {
        verb.addArgGroup(ArgGroupSpec.builder()
                .exclusive(true)
                .addArg(quiet.option())
                .addArg(verbose.option())
                .build());
    }

    /** Adds the colours. */
    void addColourTo(CommandSpec verb) {
        verb.addOption(colour);
    }

    /** True where more was asked for. */
    public boolean isVerbose() {
        return verbose.isGiven();
    }

    /** What says it. */
    public Talk start(Surroundings surroundings) {
        return new Talk(surroundings, loudness(), colour.getValue());
    }

    /** True where what was added to each of these is heard, so that it is worth working out. */
    public boolean hearsNotes(List<Input> inputs, Surroundings surroundings) {
        return Talk.hearsNotes(loudness(), surroundings.errIsTerminal(), inputs.size() > 1);
    }

    private Loudness loudness() {
        return quiet.isGiven() ? Loudness.QUIET : isVerbose() ? Loudness.VERBOSE : Loudness.NORMAL;
    }

    /** The colours of results. */
    public Paint paint(Surroundings surroundings) {
        return colour.<Paint.When>getValue().on(surroundings.outIsTerminal(), surroundings);
    }
}

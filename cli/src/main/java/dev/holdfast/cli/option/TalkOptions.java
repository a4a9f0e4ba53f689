package dev.holdfast.cli.option;

import dev.holdfast.cli.run.Paint;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.cli.run.Talk;
import dev.holdfast.cli.run.Talk.Loudness;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much is said, and in which colours. */
public final class TalkOptions {

    @ArgGroup(exclusive = true)
    private Choice choice = new Choice();

    private static final class Choice {

        @Option(
                names = {"-q", "--quiet"},
                description = "Say nothing but what went wrong.")
        private boolean quiet;

        @Option(
                names = {"-v", "--verbose"},
                description = "Say everything that was added.")
        private boolean verbose;
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Colour: ${COMPLETION-CANDIDATES}. Default: auto, on a terminal unless NO_COLOR is set.")
    private Paint.When colour = Paint.When.AUTO;

    /** True where more was asked for. */
    public boolean isVerbose() {
        return choice.verbose;
    }

    /** What says it. */
    public Talk start(Surroundings surroundings) {
        Loudness loudness = choice.quiet ? Loudness.QUIET : choice.verbose ? Loudness.VERBOSE : Loudness.NORMAL;
        return new Talk(surroundings, loudness, colour);
    }

    /** The colours of results. */
    public Paint paint(Surroundings surroundings) {
        return colour.on(surroundings.outIsTerminal(), surroundings);
    }
}

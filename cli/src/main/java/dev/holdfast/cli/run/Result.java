package dev.holdfast.cli.run;

import java.util.List;

/**
 * What a verb made of one file.
 *
 * @param verdict how it went
 * @param output what goes to standard output; empty for nothing
 * @param separator what stands between this output and one before it
 * @param remarks what goes to standard error
 */
public record Result(Verdict verdict, String output, String separator, List<Remark> remarks) {

    /** With nothing for standard output. */
    public static Result of(Verdict verdict, List<Remark> remarks) {
        return new Result(verdict, "", "", List.copyOf(remarks));
    }

    /** As it follows another one on standard output. */
    String following() {
        return output.startsWith(separator) ? output : separator + output;
    }
}

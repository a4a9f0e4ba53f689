package dev.holdfast.cli.run;

import java.util.Comparator;
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

    /** Several that came to nothing, as one: the worst verdict, and all remarks. */
    public static Result worst(List<Result> several) {
        Verdict verdict = several.stream().map(Result::verdict).max(Comparator.naturalOrder()).orElse(Verdict.DONE);
        return of(verdict, several.stream().flatMap(one -> one.remarks().stream()).distinct().toList());
    }

    /** As it follows another output, which may not end its last line; or none, where that is empty. */
    String following(String before) {
        if (before.isEmpty()) {
            return output;
        }
        String apart = output.startsWith(separator) ? output : separator + output;
        return before.endsWith("\n") ? apart : "\n" + apart;
    }
}

package dev.holdfast.cli.check;

import dev.holdfast.abi.Finding;
import dev.holdfast.abi.Severity;
import dev.holdfast.cli.run.Json;
import dev.holdfast.cli.run.Paint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Findings as people read them, and as programs do. */
final class FindingPrint {

    private FindingPrint() {}

    /** Two lines each, the severity first: what changes, and what the guest notices. */
    static String text(List<Finding> findings, String indent, Paint paint) {
        return findings.stream()
                .map(finding -> indent + painted(finding.severity(), paint) + ": " + paint.bold(finding.device()) + ": "
                        + finding.difference().change() + "\n" + indent + "  " + finding.notice() + "\n")
                .collect(Collectors.joining());
    }

    private static String painted(Severity severity, Paint paint) {
        String word = severity.toString();
        return switch (severity) {
            case BREAKS -> paint.red(word);
            case MAY_BREAK -> paint.yellow(word);
            case HARMLESS -> paint.dim(word);
        };
    }

    /** {@code 1 breaks, 2 harmless}; {@code nothing}. */
    static String count(List<Finding> findings) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Arrays.asList(Severity.values())) {
            long n = findings.stream().filter(finding -> finding.severity() == severity).count();
            if (n > 0) {
                counts.add(n + " " + severity);
            }
        }
        return counts.isEmpty() ? "nothing" : String.join(", ", counts);
    }

    static List<Json> json(List<Finding> findings) {
        return findings.stream()
                .map(finding -> Json.object()
                        .put("severity", finding.severity().key())
                        .put("device", finding.device())
                        .put("path", finding.difference().path())
                        .put("before", finding.difference().before())
                        .put("after", finding.difference().after())
                        .put("notice", finding.notice()))
                .toList();
    }
}

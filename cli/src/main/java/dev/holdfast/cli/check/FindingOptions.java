package dev.holdfast.cli.check;

import dev.holdfast.abi.Finding;
import dev.holdfast.abi.Severity;
import dev.holdfast.cli.option.Flag;
import dev.holdfast.cli.option.ReportOption;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Which findings count, and for whom they are printed. */
final class FindingOptions {

    private final ReportOption report = new ReportOption("Print");

    private final Flag json = Flag.of("The same as --format json.", "--json");

    private final OptionSpec least;

    /** With this as the least that counts where nobody says otherwise. */
    FindingOptions(Severity usual) {
        least = OptionSpec.builder("--at-least")
                .type(Severity.class)
                .converters(FindingOptions::severity)
                .completionCandidates(keys())
                .initialValue(usual)
                .paramLabel("SEVERITY")
                .description("Leave out what is less bad, for the exit status too: ${COMPLETION-CANDIDATES}. Default: "
                        + usual.key() + ".")
                .build();
    }

    private static List<String> keys() {
        return Arrays.stream(Severity.values()).map(Severity::key).toList();
    }

    private static Severity severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.key().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(word + " is none of " + String.join(", ", keys())));
    }

    void addTo(CommandSpec verb) {
        report.addTo(verb);
        verb.addOption(json.option()).addOption(least);
    }

    boolean isJson() {
        return json.isGiven() || report.isJson();
    }

    /** Those that count. */
    List<Finding> counting(List<Finding> findings) {
        Severity worst = least.getValue();
        return findings.stream()
                .filter(finding -> finding.severity().compareTo(worst) <= 0)
                .toList();
    }
}

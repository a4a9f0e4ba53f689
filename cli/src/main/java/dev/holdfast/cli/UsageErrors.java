package dev.holdfast.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that can't be understood: what is wrong with it, and the nearest right one. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + message(e));
        List<String> near = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        err.println(near.isEmpty() ? "  See " + name + " --help" : "  Did you mean " + near.getFirst() + "?");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        boolean verb = e.getCommandLine().getParent() == null;
        if (verb && e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return "There is no verb " + unmatched.getUnmatched().getFirst();
        }
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
    }
}

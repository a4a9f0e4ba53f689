package dev.holdfast.cli.run;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What is said of a bug of ours. */
final class Crash {

    private Crash() {}

    static String of(String label, Throwable e, boolean debug) {
        String what = (label.isEmpty() ? "" : label + ": ") + "a bug in Holdfast: " + e;
        if (!debug) {
            return what.replace('\n', ' ') + "\n  Please report it with what HOLDFAST_DEBUG=1 prints";
        }
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return what + "\n" + trace.toString().stripTrailing();
    }
}

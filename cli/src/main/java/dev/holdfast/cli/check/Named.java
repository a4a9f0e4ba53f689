package dev.holdfast.cli.check;

import dev.holdfast.Completer;
import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.Problem;

/**
 * A completer that says who it is where it can't: with two of them one must know which.
 *
 * @param completer who completes
 * @param name as the user named it
 */
record Named(Completer completer, String name) implements Completer {

    @Override
    public Platform platform() {
        return completer.platform();
    }

    @Override
    public Element complete(Element partial) {
        try {
            return completer.complete(partial);
        } catch (CompleterException e) {
            Problem problem = e.problems().getFirst();
            throw new CompleterException(
                    e.reason(),
                    new Problem(problem.place(), problem.device(), "on " + name + ": " + problem.what(), problem.remedy()),
                    e);
        }
    }

    @Override
    public void close() {
        completer.close();
    }
}

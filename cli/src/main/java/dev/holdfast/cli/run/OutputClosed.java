package dev.holdfast.cli.run;

import java.io.IOException;

/** Standard output takes no more: whoever read it has gone, or there is no room. */
public final class OutputClosed extends RuntimeException {

    private final boolean readerGone;

    OutputClosed(IOException cause) {
        super("Standard output can't be written: " + cause.getMessage(), cause);
        this.readerGone = String.valueOf(cause.getMessage()).contains("Broken pipe");
    }

    /** True where the reader has had enough, as {@code head} has; that is no error of anyone's. */
    public boolean isReaderGone() {
        return readerGone;
    }
}

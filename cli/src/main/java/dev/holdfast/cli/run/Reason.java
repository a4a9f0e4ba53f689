package dev.holdfast.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words; Java's own message is often just the path again. */
public final class Reason {

    private Reason() {}

    /** One line. */
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "There is no such file";
            case AccessDeniedException _ -> "Permission denied";
            case FileAlreadyExistsException _ -> "It is there already, and is not a folder";
            case NotDirectoryException _ -> "Not a folder";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** One line, with the file where the exception knows it. */
    static String withFile(IOException e) {
        return e instanceof FileSystemException f && f.getFile() != null ? f.getFile() + ": " + of(e) : of(e);
    }

    /** One line, with what was being done. */
    static String withFile(UncheckedIOException e) {
        return e.getMessage() + (e.getCause() instanceof FileSystemException ? " (" + of(e.getCause()) + ")" : "");
    }
}

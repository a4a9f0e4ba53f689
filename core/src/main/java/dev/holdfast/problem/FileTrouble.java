package dev.holdfast.problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words; Java's own message is often just the path again. */
public final class FileTrouble {

    private FileTrouble() {}

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
    public static String withFile(IOException e) {
        return e instanceof FileSystemException f && f.getFile() != null ? f.getFile() + ": " + of(e) : of(e);
    }

    /** What to do about it; empty where nothing can be said. */
    public static String remedy(IOException e) {
        return e instanceof AccessDeniedException
                ? "Let yourself in: chown or chmod it and its folders, or run as the user whose it is"
                : "";
    }
}

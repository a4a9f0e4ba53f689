package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Form;

/** A file's path, which libvirt gives back without superfluous slashes. */
final class FilePath {

    /** Its form. Two slashes at the very beginning stay: they may mean something to a system. */
    static final Form FORM = (written, spot) -> clean(written);

    private FilePath() {}

    private static String clean(String path) {
        boolean dirty = path.length() > 1 && path.endsWith("/");
        for (int i = 1; i < path.length() && !dirty; i++) {
            dirty = path.charAt(i) == '/' && path.charAt(i - 1) == '/';
        }
        if (!dirty) {
            return path;
        }
        StringBuilder clean = new StringBuilder(path.length());
        int start = path.startsWith("//") && !path.startsWith("///") ? 2 : 0;
        clean.append(path, 0, start);
        for (int i = start; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '/' || clean.isEmpty() || clean.charAt(clean.length() - 1) != '/') {
                clean.append(c);
            }
        }
        if (clean.length() > Math.max(1, start) && clean.charAt(clean.length() - 1) == '/') {
            clean.setLength(clean.length() - 1);
        }
        return clean.toString();
    }
}

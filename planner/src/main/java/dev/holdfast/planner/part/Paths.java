package dev.holdfast.planner.part;

/** Paths of files as libvirt writes them. */
public final class Paths {

    private Paths() {}

    /** A path without slashes that mean nothing. */
    public static String clean(String path) {
        int scheme = path.indexOf("://");
        if (scheme >= 0 && path.indexOf('/') > scheme) {
            return path;
        }
        StringBuilder clean = new StringBuilder(path.length());
        int at = 0;
        if (path.startsWith("//") && !path.startsWith("///")) {
            clean.append("//");
            at = 2;
        }
        for (; at < path.length(); at++) {
            char c = path.charAt(at);
            boolean again = c == '/' && at + 1 < path.length() && path.charAt(at + 1) == '/';
            boolean trailing = c == '/' && at + 1 == path.length() && !clean.isEmpty();
            if (!again && !trailing) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}

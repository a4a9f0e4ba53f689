package dev.holdfast.planner.shape;

/** Paths as libvirt gives some of them back. */
public final class Paths {

    private Paths() {}

    /** A path without slashes that say nothing; two at the start may say something, and so may those of a URI. */
    public static String clean(String path) {
        int uri = path.indexOf("://");
        if (uri >= 0 && path.indexOf('/') > uri) {
            return path;
        }
        StringBuilder clean = new StringBuilder(path.length());
        int at = 0;
        if (path.startsWith("//") && !path.startsWith("///")) {
            clean.append("//");
            at = 2;
        }
        while (at < path.length()) {
            char c = path.charAt(at++);
            if (c == '/') {
                while (at < path.length() && path.charAt(at) == '/') {
                    at++;
                }
                if (!clean.isEmpty() && at == path.length()) {
                    break;
                }
            }
            clean.append(c);
        }
        return clean.toString();
    }
}

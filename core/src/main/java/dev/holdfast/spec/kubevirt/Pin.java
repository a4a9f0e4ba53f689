package dev.holdfast.spec.kubevirt;

import java.util.Locale;

/** How a VirtualMachine keeps its hardware, as the annotation {@value #KEY} says. */
public enum Pin {
    /** In the fields that KubeVirt's API has, for clusters that run no sidecar; they can't hold all. */
    NATIVE,
    /** As the whole lock in the annotation {@value LockAnnotation#KEY}. */
    WHOLE,
    /** Not at all. */
    NONE;

    /** The annotation's key, on the object or on its template. */
    public static final String KEY = "holdfast.dev/pin";

    /** The word that the annotation has for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

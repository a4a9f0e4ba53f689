package dev.holdfast.libvirt;

import dev.holdfast.libvirt.client.LibvirtException;

/** Libvirt's messages as one line each. */
final class Messages {

    private Messages() {}

    /** Libvirt's own words, line breaks and their indentation made single spaces. */
    static String of(LibvirtException e) {
        String message = e.getMessage();
        return message == null ? "unknown error" : message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}

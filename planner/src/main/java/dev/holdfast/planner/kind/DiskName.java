package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;

/** A disk's target name, such as {@code vdb}: a prefix, letters that count the disks, and perhaps a partition. */
public final class DiskName {

    /** From where on a name that counts beyond 32 bits is none, instead of some number. */
    private static final Version COUNTS_ARE_BOUNDED = Versions.libvirt(9, 1);

    private DiskName() {}

    /** Which disk of its prefix it is, from 0 on; -1 for what is no such name. */
    public static int index(String name, Version libvirt) {
        int at = letters(name);
        if (at < 0) {
            return -1;
        }
        long index = 0;
        boolean bounded = libvirt.isSince(COUNTS_ARE_BOUNDED);
        int start = at;
        while (at < name.length() && isLetter(name.charAt(at))) {
            index = (at == start ? 0 : index + 1) * 26 + name.charAt(at) - 'a';
            if (index > Integer.MAX_VALUE) {
                if (bounded) {
                    return -1;
                }
                // Without a bound, a number that is too large goes on as what is left of it in 32 bits.
                int left = (int) index;
                index = left;
            }
            at++;
        }
        for (int i = at; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return (int) index;
    }

    /** True where a name of a disk is followed by a partition's number. */
    public static boolean hasPartition(String name) {
        int at = letters(name);
        while (at >= 0 && at < name.length()) {
            if (name.charAt(at) >= '1' && name.charAt(at) <= '9') {
                return true;
            }
            at++;
        }
        return false;
    }

    /** True where a name begins as a hard disk's does. */
    public static boolean isHardDisk(String name) {
        return name.startsWith("hd")
                || name.startsWith("sd")
                || name.startsWith("vd")
                || name.startsWith("xvd")
                || name.startsWith("ubd");
    }

    /** The bus on which libvirt puts a disk of this name where none is written. */
    public static String bus(String name) {
        if (name.startsWith("sd")) {
            return "scsi";
        }
        if (name.startsWith("vd")) {
            return "virtio";
        }
        if (name.startsWith("xvd")) {
            return "xen";
        }
        return name.startsWith("ubd") ? "uml" : "ide";
    }

    /** Where the letters that count begin; -1 where there are none. */
    private static int letters(String name) {
        int at = isHardDisk(name) || name.startsWith("fd") ? name.charAt(1) == 'd' ? 2 : 3 : -1;
        return at > 0 && at < name.length() && isLetter(name.charAt(at)) ? at : -1;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}

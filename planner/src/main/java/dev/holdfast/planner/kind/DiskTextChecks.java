package dev.holdfast.planner.kind;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.shape.ChildOf;
import dev.holdfast.planner.shape.Draft;
import org.jspecify.annotations.Nullable;

/** What a disk says of itself in words: its serial, and what SCSI and ATA have beside it. */
final class DiskTextChecks {

    private static final Version PRODUCT_ANYWHERE = Versions.libvirt(11, 1);

    /** How long a product's name may be on ATA buses. */
    private static final int ATA_PRODUCT = 40;

    private static final int SCSI_PRODUCT = 16;
    private static final int VENDOR = 8;

    private DiskTextChecks() {}

    static void check(Draft disk, String bus, String of, Plan plan) {
        String wwn = text(disk, Disk.WWN);
        if (wwn != null && !isWwn(wwn)) {
            throw disk.rejected(of + ": the wwn '" + wwn + "' hasn't 16 hexadecimal digits", "");
        }
        String vendor = text(disk, Disk.VENDOR);
        if (vendor != null && (vendor.length() > VENDOR || !isPrintable(vendor))) {
            throw disk.rejected(of + ": a vendor has at most " + VENDOR + " printable characters", "Shorten it");
        }
        String product = text(disk, Disk.PRODUCT);
        if (product != null) {
            boolean isAta = bus.equals("ide") || bus.equals("sata");
            if (!bus.equals("scsi") && !(isAta && plan.since(PRODUCT_ANYWHERE))) {
                throw disk.rejected(of + ": product isn't for a disk on the bus " + bus, "It is for scsi");
            }
            int most = isAta ? ATA_PRODUCT : SCSI_PRODUCT;
            if (product.length() > most || !isPrintable(product)) {
                throw disk.rejected(of + ": a product has at most " + most + " printable characters", "Shorten it");
            }
        }
        String serial = text(disk, Disk.SERIAL);
        for (int i = 0; serial != null && i < serial.length(); i++) {
            char c = serial.charAt(i);
            boolean isPlain = c < 128 && Character.isLetterOrDigit(c) || " -_.+".indexOf(c) >= 0;
            if (!isPlain) {
                throw disk.rejected(
                        of + ": the serial '" + serial + "' has a '" + c + "'",
                        "Letters, digits, blanks and -_.+ are taken");
            }
        }
    }

    private static @Nullable String text(Draft disk, ChildOf part) {
        Draft child = disk.child(part);
        return child == null ? null : child.text();
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    /** 16 hexadecimal digits, perhaps with 0x before them. */
    static boolean isWwn(String wwn) {
        String digits = wwn.startsWith("0x") ? wwn.substring(2) : wwn;
        return digits.length() == 16 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}

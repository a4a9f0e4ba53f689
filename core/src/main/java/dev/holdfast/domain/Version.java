package dev.holdfast.domain;

/**
 * A version of libvirt or QEMU.
 *
 * @param major first number
 * @param minor second number
 * @param micro third number
 */
public record Version(int major, int minor, int micro) implements Comparable<Version> {

    /** From libvirt's own form, {@code major * 1,000,000 + minor * 1,000 + micro}. */
    public static Version ofNumber(long number) {
        return new Version((int) (number / 1_000_000), (int) (number / 1_000 % 1_000), (int) (number % 1_000));
    }

    /**
     * From {@code 12.8.0} or {@code 12.8}.
     *
     * @throws NumberFormatException where it is neither
     */
    public static Version parse(String text) {
        String[] parts = text.split("\\.");
        return new Version(
                Integer.parseInt(parts[0]),
                parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
                parts.length > 2 ? Integer.parseInt(parts[2]) : 0);
    }

    /** True for this version and every later one. */
    public boolean isSince(Version other) {
        return major != other.major ? major > other.major : minor != other.minor ? minor > other.minor : micro >= other.micro;
    }

    @Override
    public int compareTo(Version other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = Integer.compare(minor, other.minor);
        return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(micro, other.micro);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}

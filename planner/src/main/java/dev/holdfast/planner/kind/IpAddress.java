package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Spot;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An IP address, in the form in which libvirt gives it back. */
final class IpAddress {

    /** An address of any family. */
    static final Form FORM = IpAddress::read;

    private IpAddress() {}

    /** The family as libvirt names it: {@code ipv4} or {@code ipv6}. */
    static String family(String address) {
        return address.indexOf(':') >= 0 ? "ipv6" : "ipv4";
    }

    private static String read(String written, Spot spot) {
        String address = written.indexOf(':') >= 0 ? v6(written) : v4(written);
        if (address == null) {
            throw spot.rejected(written, "an IP address is expected");
        }
        return address;
    }

    private static @Nullable String v4(String written) {
        int parts = 0;
        int start = 0;
        while (start <= written.length()) {
            int dot = written.indexOf('.', start);
            int end = dot < 0 ? written.length() : dot;
            if (end == start || end - start > 3 || written.charAt(start) == '0' && end - start > 1) {
                return null;
            }
            int value = 0;
            for (int i = start; i < end; i++) {
                int digit = written.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return null;
                }
                value = 10 * value + digit;
            }
            if (value > 255) {
                return null;
            }
            parts++;
            start = end + 1;
        }
        return parts == 4 ? written : null;
    }

    /** In the shortest form (RFC 5952): the longest run of zeros left out. */
    private static @Nullable String v6(String written) {
        byte[] bytes;
        try {
            InetAddress address = InetAddress.ofLiteral(written);
            if (!(address instanceof Inet6Address) || written.indexOf('%') >= 0 || written.indexOf('[') >= 0) {
                return null;
            }
            bytes = address.getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int from = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int j = i;
            while (j < 8 && groups[j] == 0) {
                j++;
            }
            if (j - i > length) {
                from = i;
                length = j - i;
            }
            i = Math.max(i, j - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}

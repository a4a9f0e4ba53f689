package dev.holdfast.match;

import dev.holdfast.device.DeviceKind;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.device.Key;
import dev.holdfast.domain.Element;
import dev.holdfast.problem.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Gives each device an id: the one that a lock knows it by, else the name its owner gave it, else its natural key,
 * else its position among its kind. The ids travel through a libvirt as user aliases, {@code ua-} and the id.
 */
public final class Identity {

    /** What an alias begins with that is its owner's own; only such ones does libvirt keep (libvirt since 3.9). */
    public static final String USER_ALIAS = "ua-";

    /** The longest alias that is written out: QEMU's device ids and libvirt's monitor socket names have limits. */
    private static final int LONGEST = 48;

    private final Set<String> taken = new HashSet<>();
    private final Set<String> aliases = new HashSet<>();
    private final Map<Place, String> ids = new IdentityHashMap<>();

    private Identity() {}

    /**
     * Devices that carry their ids.
     *
     * @param devices the devices, with aliases where libvirt takes them
     * @param ids their ids, by the identity of their places; a device without a place has none yet
     */
    public record Identified(List<Element> devices, Map<Place, String> ids) {}

    /**
     * Gives ids to the devices of a domain that is about to be submitted.
     *
     * @param devices the devices in order
     * @param held what a lock knows of them, by the identity of their places
     */
    public static Identified assign(List<Element> devices, Map<Place, Known> held) {
        return new Identity().all(devices, held);
    }

    private Identified all(List<Element> devices, Map<Place, Known> held) {
        if (allHeld(devices, held)) {
            return new Identified(devices, ids);
        }
        held.values().forEach(known -> taken.add(known.id()));
        for (Element device : devices) {
            String alias = device.value("alias@name");
            if (alias != null) {
                aliases.add(alias);
            }
        }
        for (Element device : devices) {
            Place place = device.place();
            if (place != null && !held.containsKey(place) && isNamed(device)) {
                ids.put(place, natural(device, taken));
            }
        }
        List<Element> identified = new ArrayList<>(devices.size());
        boolean firstConsole = true;
        for (Element device : devices) {
            Place place = device.place();
            if (place == null) {
                identified.add(device);
                continue;
            }
            Known known = held.get(place);
            String id = known == null ? ids.computeIfAbsent(place, p -> natural(device, taken)) : known.id();
            ids.put(place, id);
            boolean mirrors = firstConsole && mirrorsASerialPort(device);
            firstConsole &= !device.name().equals("console");
            boolean silent = known != null || mirrors || isNone(device);
            identified.add(silent ? device : withAlias(device, id));
        }
        return new Identified(identified, ids);
    }

    /** Where a lock knows every device, there is nothing to name; else no id is given yet. */
    private boolean allHeld(List<Element> devices, Map<Place, Known> held) {
        for (Element device : devices) {
            Known known = device.place() == null ? null : held.get(device.place());
            if (known == null) {
                ids.clear();
                return false;
            }
            ids.put(Objects.requireNonNull(device.place()), known.id());
        }
        return true;
    }

    /** True for a device with a name of its owner's, which no other device's key may take from it. */
    public static boolean isNamed(Element device) {
        String alias = device.value("alias@name");
        return alias != null && alias.startsWith(USER_ALIAS);
    }

    /** An id that is not taken yet, for a device that no lock knows; it is taken from now on. */
    public static String natural(Element device, Set<String> taken) {
        String id = natural(device);
        String unique = id;
        for (int n = 2; !taken.add(unique); n++) {
            unique = id + "-" + n;
        }
        return unique;
    }

    private static String natural(Element device) {
        String alias = device.value("alias@name");
        if (alias != null && isNamed(device)) {
            return alias.substring(USER_ALIAS.length());
        }
        DeviceKind kind = DeviceKinds.of(device);
        for (Key key : kind.keys()) {
            List<String> values = key.of(device);
            if (values != null) {
                return kind.name() + "-" + String.join("-", values);
            }
        }
        return kind.name() + "-1";
    }

    /** The first console, unless it has a target of its own, is the first serial port again and carries its alias. */
    private static boolean mirrorsASerialPort(Element device) {
        if (!device.name().equals("console")) {
            return false;
        }
        String target = device.value("target@type");
        return target == null || target.equals("serial");
    }

    /** {@code model='none'} asks for no device; libvirt keeps no alias on what isn't there. */
    private static boolean isNone(Element device) {
        return "none".equals(device.attribute("model"));
    }

    private Element withAlias(Element device, String id) {
        if (!DeviceKinds.of(device).takesAlias() || device.child("alias") != null) {
            return device;
        }
        String alias = alias(id);
        String unique = alias;
        for (int n = 2; !aliases.add(unique); n++) {
            unique = alias + "-" + n;
        }
        return device.plus(Element.of("alias", "name", unique));
    }

    /** libvirt takes letters, digits, {@code _} and {@code -} in a user alias (libvirt since 3.9) and no others. */
    static String alias(String id) {
        StringBuilder out = new StringBuilder(USER_ALIAS);
        boolean exact = true;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            exact &= allowed;
            out.append(allowed ? c : '_');
        }
        if (exact && out.length() <= LONGEST) {
            return out.toString();
        }
        int room = LONGEST - 9;
        String readable = out.length() <= room ? out.toString() : out.substring(0, room);
        return readable + "-" + checksum(id);
    }

    /**
     * Tells apart what was made alike; where two are alike still, they are counted. No {@code MessageDigest}: at its first
     * use the JVM looks through its providers of cryptography, for which the first file of each run would wait.
     */
    private static String checksum(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}

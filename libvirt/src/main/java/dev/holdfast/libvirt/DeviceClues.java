package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import dev.holdfast.match.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which device of a domain a message of libvirt's is about.
 *
 * <p>Libvirt names devices by whatever is at hand where it notices: an address, a target, an index, a model. The clues
 * are tried from the most certain on; the first that fits any device decides.
 */
final class DeviceClues {

    private record Clue(Pattern message, BiPredicate<Element, MatchResult> fits) {}

    private static final List<Clue> CLUES = List.of(
            clue("([0-9a-f]{4}):([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])", DeviceClues::isAtPci),
            clue("(?:target(?: name)?|disk) '([^']+)'", (device, found) -> is(device, "target@dev", found.group(1))),
            clue("alias detected: (\\S+)", (device, found) -> is(device, "alias@name", found.group(1))),
            clue(
                    "multiple '(.+)' controllers with index '(\\d+)'",
                    (device, found) -> isController(device, found.group(1), found.group(2))),
            clue(
                    "(?:PCI controller|pcie?-[a-z-]+) with index[ =]'?(\\d+)",
                    (device, found) -> isController(device, "pci", found.group(1))),
            clue("mac address.* '([0-9a-f:]+)'", (device, found) -> is(device, "mac@address", found.group(1))),
            clue(
                    "USB address bus:? (\\d+) port:? ([\\d.]+)",
                    (device, found) -> isAtUsb(device, found.group(1), found.group(2))),
            clue(
                    "USB port ([\\d.]+) not present on USB bus (\\d+)",
                    (device, found) -> isAtUsb(device, found.group(2), found.group(1))),
            clue("USB bus (\\d+) requested", (device, found) -> isAtUsb(device, found.group(1), null)),
            clue("boot order '(\\d+)'", (device, found) -> is(device, "boot@order", found.group(1))));

    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    private DeviceClues() {}

    private static Clue clue(String message, BiPredicate<Element, MatchResult> fits) {
        return new Clue(Pattern.compile(message, Pattern.CASE_INSENSITIVE), fits);
    }

    /** The devices that a message is about, in the domain's order; empty where it can't be told. */
    static List<Element> find(String message, Element domain) {
        Element devices = domain.child("devices");
        List<Element> all = devices == null ? List.of() : devices.elements();
        for (Clue clue : CLUES) {
            Matcher matcher = clue.message().matcher(message);
            if (matcher.find()) {
                MatchResult found = matcher.toMatchResult();
                List<Element> fitting =
                        all.stream().filter(device -> clue.fits().test(device, found)).toList();
                if (!fitting.isEmpty()) {
                    return fitting;
                }
            }
        }
        return byKind(message, all);
    }

    /** The one device whose kind is named and which holds a quoted value; else the only one of a kind that is named. */
    private static List<Element> byKind(String message, List<Element> all) {
        List<String> words = WORD.matcher(message.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
        List<Element> named =
                all.stream().filter(device -> words.contains(device.name())).toList();
        List<String> quoted =
                QUOTED.matcher(message).results().map(found -> found.group(1)).toList();
        List<Element> holding =
                named.stream().filter(device -> holdsAny(device, quoted)).toList();
        return holding.size() == 1 ? holding : named.size() == 1 ? named : List.of();
    }

    private static boolean holdsAny(Element element, List<String> values) {
        return element.attributes().values().stream().anyMatch(values::contains)
                || values.contains(element.text())
                || element.elements().stream().anyMatch(child -> holdsAny(child, values));
    }

    private static boolean is(Element device, String path, String value) {
        return value.equalsIgnoreCase(device.value(path));
    }

    private static boolean isController(Element device, String type, String index) {
        return device.name().equals("controller")
                && type.equals(device.attribute("type"))
                && index.equals(device.attribute("index"));
    }

    private static boolean isAtUsb(Element device, String bus, @Nullable String port) {
        return is(device, "address@type", "usb")
                && is(device, "address@bus", bus)
                && (port == null || is(device, "address@port", port));
    }

    private static boolean isAtPci(Element device, MatchResult found) {
        if (!is(device, "address@type", "pci")) {
            return false;
        }
        List<String> parts = List.of("domain", "bus", "slot", "function");
        List<Integer> numbers = new ArrayList<>();
        List<Integer> sought = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            numbers.add(number(device.value("address@" + parts.get(i))));
            sought.add(Integer.parseInt(found.group(i + 1), 16));
        }
        return numbers.equals(sought);
    }

    /** A part of a PCI address, decimal or hexadecimal; 0 where it is left out, -1 where it is no number. */
    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.decode(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A device as a user would name it: {@code disk vda}, {@code controller pci 3}. */
    static String name(Element device) {
        String kind = device.name();
        if (kind.equals("controller")) {
            return join(kind, device.attribute("type"), device.attribute("index"));
        }
        for (String path : List.of("target@dev", "mac@address", "alias@name", "@type", "@model", "model@type")) {
            String value = device.value(path);
            if (value != null) {
                return join(kind, value.startsWith(Identity.USER_ALIAS) ? value.substring(Identity.USER_ALIAS.length()) : value);
            }
        }
        return kind;
    }

    private static String join(@Nullable String... words) {
        StringBuilder out = new StringBuilder();
        for (String word : words) {
            if (word != null) {
                out.append(out.isEmpty() ? "" : " ").append(word);
            }
        }
        return out.toString();
    }
}

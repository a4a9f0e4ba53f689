package dev.holdfast.planner.platform;

import dev.holdfast.domain.Version;
import dev.holdfast.problem.FileTrouble;
import dev.holdfast.problem.Place;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The platforms that come with Holdfast, and users' own in files. */
public final class Platforms {

    /** Oldest first. Each is a file beside this class, made by {@code holdfast platforms capture}. */
    private static final List<String> NAMES =
            List.of("libvirt-7.0.0", "libvirt-9.0.0", "libvirt-11.3.0", "libvirt-12.8.0");

    private static final String LIBVIRT = "libvirt-";

    /** Those that were asked for so far: who wants one doesn't wait for the others to be read. */
    private static final Map<String, PlannedPlatform> READ = new ConcurrentHashMap<>();

    private Platforms() {}

    /** All that come with Holdfast, oldest first. */
    public static List<PlannedPlatform> known() {
        return NAMES.stream().map(Platforms::shipped).toList();
    }

    /** The newest that comes with Holdfast, which is planned for where nobody says otherwise. */
    public static PlannedPlatform newest() {
        return shipped(NAMES.getLast());
    }

    /** The newest that comes with Holdfast and isn't newer than this libvirt; the oldest where all are. */
    public static PlannedPlatform nearest(Version libvirt) {
        List<PlannedPlatform> known = known();
        PlannedPlatform nearest = known.getFirst();
        for (PlannedPlatform platform : known) {
            nearest = libvirt.isSince(platform.libvirt()) ? platform : nearest;
        }
        return nearest;
    }

    /** True for the name of one that comes with Holdfast. */
    public static boolean isKnown(String name) {
        return NAMES.stream().anyMatch(known -> isNamed(known, name));
    }

    /**
     * One that comes with Holdfast.
     *
     * @param name {@code libvirt-9.0.0}, {@code 9.0.0}, {@code 9.0} or {@code 9}
     * @throws UnusableInputException where there is none of that name, with those that there are
     */
    public static PlannedPlatform named(String name) {
        return shipped(NAMES.stream()
                .filter(known -> isNamed(known, name))
                .findFirst()
                .orElseThrow(() -> new UnusableInputException(Problem.of(
                        "There is no platform " + name,
                        "There are " + String.join(", ", NAMES)
                                + "; for another: holdfast platforms capture URI > FILE.yaml"))));
    }

    /**
     * A user's own.
     *
     * @param label the file's name as the user gave it
     * @throws UnusableInputException where it can't be read or isn't a platform, with line and column
     */
    public static PlannedPlatform read(Path file, String label) {
        try {
            return PlatformYaml.read(Files.readString(file), label);
        } catch (CharacterCodingException e) {
            throw new UnusableInputException(Problem.at(Place.of(label), "The platform is not UTF-8", ""));
        } catch (IOException e) {
            throw new UnusableInputException(Problem.at(Place.of(label), FileTrouble.of(e), FileTrouble.remedy(e)));
        }
    }

    private static boolean isNamed(String known, String name) {
        String version = name.startsWith(LIBVIRT) ? name.substring(LIBVIRT.length()) : name;
        return known.equals(LIBVIRT + version) || !version.isEmpty() && known.startsWith(LIBVIRT + version + ".");
    }

    private static PlannedPlatform shipped(String name) {
        return READ.computeIfAbsent(name, missing -> {
            String file = missing + ".yaml";
            try (InputStream in = Platforms.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException(file + " is not among the resources");
                }
                return PlatformYaml.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

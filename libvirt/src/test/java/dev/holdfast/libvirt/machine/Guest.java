package dev.holdfast.libvirt.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Linux in the VM, which says on its serial console what it sees: {@code machine/init}. */
record Guest() implements Witness {

    /** It boots in seconds where nothing else runs. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String BEGIN = "guest: begin";
    private static final String END = "guest: end";

    /** Where its console is written, below the root of its host. */
    static String console(String name) {
        return Images.FOLDER + "/" + name + ".console";
    }

    @Override
    public Hardware ask(Running running) {
        Path console = running.host().file(console(running.name()));
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            List<String> seen = lastSeen(console);
            if (!seen.isEmpty() && sees(seen, running)) {
                return hardware(seen);
            }
            pause();
        }
        throw new IllegalStateException(running + " said nothing of all its cards in " + PATIENCE + ": " + read(console));
    }

    /** A card that was just plugged in takes the guest a moment. */
    private static boolean sees(List<String> seen, Running running) {
        long cards = running.xml().lines().filter(line -> line.contains("<mac address=")).count();
        return seen.stream().filter(line -> line.startsWith("net ")).count() == cards;
    }

    private static List<String> lastSeen(Path console) {
        String text = read(console);
        int end = text.lastIndexOf(END);
        int begin = end < 0 ? -1 : text.lastIndexOf(BEGIN, end);
        return begin < 0 ? List.of() : text.substring(begin + BEGIN.length(), end).strip().lines().toList();
    }

    private static String read(Path console) {
        try {
            return Files.exists(console) ? Files.readString(console) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cards by their MAC, with the names that udev gives them; disks by their serial; all else by its place. */
    private static Hardware hardware(List<String> seen) {
        Map<String, List<String>> devices = new TreeMap<>();
        Map<String, List<String>> functions = new TreeMap<>();
        String board = "";
        for (String line : seen) {
            List<String> words = List.of(line.strip().split(" +"));
            switch (words.getFirst()) {
                case "board" -> board = words.get(1);
                case "net", "disk" -> devices.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
                case "pci" -> functions.put("pci " + words.get(1), words.subList(2, words.size()));
                default -> throw new IllegalStateException("The guest said " + line);
            }
        }
        // What has a name of its own may be taken away by its owner.
        devices.values().forEach(places -> functions.remove("pci " + places.getFirst()));
        return new Hardware(board, devices, functions);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

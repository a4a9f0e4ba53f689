package dev.holdfast.abi;

import dev.holdfast.domain.Facts;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a change of a value does inside a guest, in the guest's terms. */
final class Effects {

    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("interface/address", "the network card is renamed");
        TABLE.put("interface/mac", "the guest sees another network card");
        TABLE.put("interface/model", "the guest needs another driver");
        TABLE.put("disk/address", "the disk's path changes; Windows may take it offline");
        TABLE.put("disk/serial", "the disk's serial number changes");
        TABLE.put("disk/wwn", "the disk's world wide name changes");
        TABLE.put("disk/target@bus", "the guest needs another driver");
        TABLE.put("disk/alias", "the SCSI identification page changes");
        TABLE.put("controller/address", "everything behind it changes its path");
        TABLE.put("controller@index", "everything behind it changes its path");
        TABLE.put("domain/os/type@machine", "the whole board changes; Windows may want to be activated again");
        TABLE.put("domain/os/type@arch", "another architecture");
        TABLE.put("domain/os@firmware", "the guest may not boot");
        TABLE.put("domain/uuid", "the machine's UUID changes; licences are bound to it");
        TABLE.put("domain/cpu", "the CPU that the guest sees changes");
        TABLE.put("domain/clock", "the guest's clock changes");
    }

    private Effects() {}

    /** The effect of the longest row that covers the path; empty where none does. */
    static String of(String path) {
        String general = Facts.general(path);
        String best = "";
        String effect = "";
        for (Map.Entry<String, String> row : TABLE.entrySet()) {
            if (Facts.covers(row.getKey(), general) && row.getKey().length() > best.length()) {
                best = row.getKey();
                effect = row.getValue();
            }
        }
        return effect;
    }
}

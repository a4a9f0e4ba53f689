package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Paths;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import dev.holdfast.planner.shape.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What firmware tells a guest about its machine: {@code <sysinfo>}. */
final class Sysinfo {

    /** The entries of each table, in the order in which libvirt writes them. */
    private static final Map<String, List<String>> ENTRIES = Map.of(
            "bios", List.of("vendor", "version", "date", "release"),
            "system", List.of("manufacturer", "product", "version", "serial", "uuid", "sku", "family"),
            "baseBoard", List.of("manufacturer", "product", "version", "serial", "asset", "location"),
            "chassis", List.of("manufacturer", "version", "serial", "asset", "sku"));

    private static final Shape SMBIOS = Shape.of("sysinfo")
            .attr("type", Forms.oneOf("smbios", "fwcfg"))
            .child(table("bios"))
            .child(table("system"))
            .children(table("baseBoard"))
            .child(table("chassis"))
            .child(Shape.of("oemStrings").children(Shape.text("entry", Forms.TEXT).evenEmpty()));

    private static final Shape FWCFG = Shape.of("sysinfo")
            .attr("type", Forms.oneOf("smbios", "fwcfg"))
            .children(Shape.of("entry")
                    .attr("name", Forms.TEXT)
                    .attr("file", (written, spot) -> Paths.clean(written))
                    .requires("@name")
                    .text(Forms.FILLED));

    private Sysinfo() {}

    /** By its type. */
    static Shape shape(Shape.Selection by) {
        String type = by.element().attribute("type");
        if (type == null) {
            throw Verdict.rejected(by.element(), "<sysinfo> says no type", "Say smbios or fwcfg");
        }
        return type.equals("fwcfg") ? FWCFG : SMBIOS;
    }

    private static Shape table(String name) {
        return Shape.of(name)
                .children(Shape.of("entry")
                        .attr("name", Forms.TEXT)
                        .requires("@name")
                        .text(Sysinfo::entry));
    }

    private static @Nullable String entry(String written, Spot spot) {
        String name = spot.element().attribute("name");
        if (written.isEmpty()) {
            return null;
        }
        if ("date".equals(name) && !isDate(written)) {
            throw spot.rejected(written, "a BIOS date is month/day/year: 07/31/2026");
        }
        return "uuid".equals(name) ? Forms.UUID_FORM.read(written, spot) : written;
    }

    private static boolean isDate(String written) {
        String[] parts = written.split("/", -1);
        try {
            int month = Integer.parseInt(parts[0].stripLeading());
            int day = Integer.parseInt(parts[1].stripLeading());
            int year = Integer.parseInt(parts[2].stripLeading());
            return parts.length == 3
                    && month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= 31
                    && year >= 0
                    && (year < 100 || year >= 1900);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    /** The UUID that the system table tells, which is the domain's. */
    static @Nullable String uuid(Draft domain) {
        for (Draft info : domain.children("sysinfo")) {
            Draft system = info.is("type", "smbios") ? info.child("system") : null;
            for (Draft entry : system == null ? List.<Draft>of() : system.children("entry")) {
                if (entry.is("name", "uuid") && entry.text() != null) {
                    return entry.text();
                }
            }
        }
        return null;
    }

    static void complete(Plan plan) {
        for (Draft info : plan.domain().children("sysinfo")) {
            if (info.is("type", "fwcfg")) {
                firmware(info);
                continue;
            }
            for (Draft table : info.children()) {
                List<String> order = ENTRIES.get(table.name());
                if (order != null) {
                    order(table, order);
                }
            }
        }
    }

    /** libvirt keeps the first entry of each name that it knows. */
    private static void order(Draft table, List<String> order) {
        List<Draft> written = table.children("entry");
        List<Draft> kept = new ArrayList<>();
        for (String name : order) {
            for (Draft entry : written) {
                if (entry.is("name", name)) {
                    if (entry.text() != null) {
                        kept.add(entry);
                    }
                    break;
                }
            }
        }
        table.remove("entry");
        kept.forEach(table::add);
    }

    private static void firmware(Draft info) {
        for (Draft entry : info.children()) {
            String name = entry.get("name", "");
            if (!name.startsWith("opt/") || name.startsWith("opt/ovmf/") || name.startsWith("opt/org.qemu/")) {
                throw entry.rejected(
                        "Firmware configuration can't have the name '" + name + "'",
                        "Names begin with opt/, but not with opt/ovmf/ or opt/org.qemu/");
            }
            if (entry.has("file")) {
                entry.text(null);
            } else if (entry.text() == null) {
                throw entry.rejected("The entry " + name + " has neither a text nor a file", "Give it one");
            }
        }
    }
}

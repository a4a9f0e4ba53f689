package dev.holdfast.planner.part;

import dev.holdfast.domain.Version;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Ranks;
import dev.holdfast.planner.kind.Versions;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.Paths;
import dev.holdfast.planner.shape.Shape;
import dev.holdfast.planner.shape.Spot;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The machine and what it boots: {@code <os>}. */
final class Os {

    /** How many {@code <boot>} libvirt reads. */
    private static final int BOOT_DEVICES = 4;

    private static final int LONGEST_TIME = 65_535;

    /** From it on, there may be several ACPI tables. */
    private static final Version ACPI_TABLES = Versions.libvirt(11, 2);

    private static final Version EXACT_MENU = Versions.libvirt(7, 4);

    private static final Form TABLE =
            Forms.oneOf(List.of("slic")).since(ACPI_TABLES, "raw", "rawset", "msdm");

    static final Shape SHAPE = Shape.of("os")
            .attr("firmware", Forms.oneOf("bios", "efi"))
            .child(Shape.of("type")
                    .attr("arch", Forms.TEXT)
                    .attr("machine", Forms.FILLED)
                    .text(Forms.FILLED))
            .child(Firmware.FEATURES, Firmware.BY_FEATURE)
            .child(Firmware.LOADER)
            .child(Firmware.NVRAM)
            .child(Shape.text("kernel", Forms.FILLED))
            .child(Shape.text("initrd", Forms.FILLED))
            .child(Shape.text("cmdline", Forms.FILLED))
            .child(Shape.text("shim", Forms.FILLED), Versions.libvirt(11, 2))
            .child(Shape.text("dtb", Forms.FILLED))
            .child(Shape.text("root", Forms.FILLED))
            .child(Shape.of("acpi")
                    .children(Shape.of("table")
                            .attr("type", TABLE)
                            .requires("@type")
                            .text((written, spot) -> Paths.clean(written))))
            .children(Shape.of("boot")
                    .attr("dev", Forms.oneOf("fd", "cdrom", "hd", "network"))
                    .requires("@dev"))
            .child(Shape.of("bootmenu")
                    .attr("enable", Os::enable)
                    .attr("timeout", Forms.decimal(0, 0xffff_ffffL)))
            .child(Shape.of("bios")
                    .attr("useserial", Forms.YES_NO)
                    .attr("rebootTimeout", Forms.decimal(-1, LONGEST_TIME)))
            .child(Shape.of("smbios").attr("mode", Forms.oneOf("emulate", "host", "sysinfo")));

    private Os() {}

    /** Long ago, everything but yes meant no. */
    private static String enable(String written, Spot spot) {
        boolean exact = spot.libvirt().isSince(EXACT_MENU);
        return !exact && !written.equals("yes") ? "no" : String.valueOf(Forms.YES_NO.read(written, spot));
    }

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        if (!domain.has("type")) {
            throw domain.rejected("The domain has no type", "Say which: qemu or kvm");
        }
        if (!plan.platform().domainTypes().contains(domain.get("type", ""))) {
            throw domain.rejected(
                    "The host runs no domains of type " + domain.get("type"), "It runs " + plan.platform().domainTypes());
        }
        Draft os = domain.make("os");
        machine(plan, os);
        Draft tables = os.child("acpi");
        if (tables != null) {
            tables(plan, tables);
        }
        Draft menu = os.child("bootmenu");
        if (menu != null) {
            menu(menu);
        }
        boolean looked = plan.since(FirmwareChoice.OWN_FORMAT) || os.hasChild("loader") || os.hasChild("nvram");
        if (looked && os.hasChild("shim") && !os.hasChild("kernel")) {
            throw os.rejected("A shim starts a kernel, and there is none", "Give <os> a <kernel>, or no <shim>");
        }
        Draft emulator = plan.devices().make("emulator");
        if (emulator.text() == null) {
            emulator.text(plan.platform().emulator());
        } else if (!plan.platform().emulator().equals(emulator.text())) {
            throw emulator.unmodelled("the emulator " + emulator.text() + ", of which it knows nothing");
        }
    }

    private static void machine(Plan plan, Draft os) {
        Draft type = os.child("type");
        if (type == null || type.text() == null) {
            throw os.rejected("It isn't said what kind of system the guest is", "Give <os> a <type>: hvm");
        }
        if (!"hvm".equals(type.text())) {
            throw type.rejected("QEMU runs no systems of type " + type.text(), "Take hvm");
        }
        type.setIfAbsent("arch", "x86_64");
        if (!type.is("arch", "x86_64")) {
            throw type.unmodelled("machines of the architecture " + type.get("arch"));
        }
        String machine = type.get("machine", plan.platform().usualMachine());
        if (!machine.startsWith("pc-") && !machine.equals("pc") && !machine.equals("q35")) {
            throw type.unmodelled("the machine " + machine);
        }
        type.set(
                "machine",
                plan.platform()
                        .machineVersion(machine)
                        .orElseThrow(() -> type.rejected(
                                "QEMU " + plan.platform().qemu() + " has no machine " + machine,
                                "Take q35 or pc, which stand for the newest")));
    }

    private static void tables(Plan plan, Draft tables) {
        List<Draft> all = tables.children("table");
        if (all.size() > 1 && !plan.since(ACPI_TABLES)) {
            throw tables.rejected(
                    "libvirt " + plan.platform().libvirt() + " passes one ACPI table, and there are " + all.size(),
                    "Remove the others, or plan for libvirt " + ACPI_TABLES);
        }
        Set<String> types = new HashSet<>();
        for (Draft table : all) {
            if (table.is("type", "rawset")) {
                throw table.rejected("QEMU takes no ACPI table of type rawset", "Take raw");
            }
            if (!types.add(table.get("type", "")) && !table.is("type", "raw")) {
                throw table.rejected(
                        "There are two ACPI tables of type " + table.get("type"), "Remove one of the two");
            }
        }
    }

    private static void menu(Draft menu) {
        if (!menu.is("enable", "yes")) {
            menu.set("timeout", null);
        } else if (Long.parseLong(menu.get("timeout", "0")) > LONGEST_TIME) {
            throw menu.rejected(
                    "The boot menu can't wait for " + menu.get("timeout") + " ms", "Let it wait at most " + LONGEST_TIME);
        }
    }

    /** What is booted, by the machine or by the devices. */
    static void boot(Plan plan) {
        Draft os = plan.domain().make("os");
        List<Draft> written = os.children("boot");
        boolean byDevices = orders(plan);
        if (byDevices && !written.isEmpty()) {
            throw os.rejected(
                    "Both the machine and its devices say what is booted first",
                    "Remove <boot dev='…'> from <os>, or <boot order='…'> from the devices");
        }
        if (!byDevices && written.isEmpty()) {
            os.add("boot").set("dev", "hd");
        }
        if (written.size() > BOOT_DEVICES) {
            os.remove("boot");
            written.subList(0, BOOT_DEVICES).forEach(os::add);
        }
        if ("yes".equals(os.at("bios@useserial")) && plan.devices(Ranks.SERIAL).isEmpty()) {
            throw os.rejected("The BIOS shall use a serial port, and there is none", "Add a <serial>");
        }
    }

    private static boolean orders(Plan plan) {
        Set<String> orders = new HashSet<>();
        List<Draft> devices = plan.devices().children();
        for (int i = 0; i < devices.size(); i++) {
            Draft boot = devices.get(i).child("boot");
            String order = boot == null ? null : boot.get("order");
            if (order != null && !orders.add(order)) {
                throw Objects.requireNonNull(boot)
                        .rejected("Two devices have the boot order " + order, "Give one of them another");
            }
        }
        return !orders.isEmpty();
    }
}

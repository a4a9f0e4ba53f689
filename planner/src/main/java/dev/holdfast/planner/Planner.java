package dev.holdfast.planner;

import dev.holdfast.Completer;
import dev.holdfast.Platform;
import dev.holdfast.domain.Element;
import dev.holdfast.planner.address.DimmSlots;
import dev.holdfast.planner.address.DiskOrder;
import dev.holdfast.planner.address.DriveAddresses;
import dev.holdfast.planner.address.UsbAddresses;
import dev.holdfast.planner.address.VioAddresses;
import dev.holdfast.planner.address.VirtioSerialPorts;
import dev.holdfast.planner.address.pci.PciAddresses;
import dev.holdfast.planner.address.pci.RootComplexSlots;
import dev.holdfast.planner.implied.BusControllers;
import dev.holdfast.planner.implied.Consoles;
import dev.holdfast.planner.implied.ControllerIndexes;
import dev.holdfast.planner.implied.Defaults;
import dev.holdfast.planner.implied.ImpliedDriveControllers;
import dev.holdfast.planner.implied.MachineControllers;
import dev.holdfast.planner.implied.Screens;
import dev.holdfast.planner.kind.Kind;
import dev.holdfast.planner.kind.Kinds;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.kind.Seed;
import dev.holdfast.planner.part.DomainParts;
import dev.holdfast.planner.part.DomainShape;
import dev.holdfast.planner.part.QemuNamespace;
import dev.holdfast.planner.platform.PlannedPlatform;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Reader;
import dev.holdfast.problem.CompleterException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Completes domains as a given libvirt would, without one. Usable by several threads at once. */
public final class Planner implements Completer {

    /** What is done, in libvirt's order: what a stage sees are the results of those before it. */
    private static final List<Stage> UNTIL_PCI = List.of(
            DiskOrder::apply,
            DomainParts::beforeDevices,
            ControllerIndexes::sort,
            ImpliedDriveControllers::asRead,
            ControllerIndexes::assign,
            MachineControllers::add,
            Defaults::add,
            Planner::completeDevices,
            DriveAddresses::assign,
            DomainParts::afterDevices,
            MachineControllers::rejectDuplicates,
            Consoles::add,
            ImpliedDriveControllers::forDisks,
            BusControllers::addVirtioSerial,
            BusControllers::addCcid,
            ImpliedDriveControllers::forHostDevices,
            Screens::add,
            VirtioSerialPorts::assign,
            VioAddresses::assign);

    /** The same, from where all PCI devices are known. */
    private static final List<Stage> FROM_PCI = List.of(
            PciAddresses::assign,
            UsbAddresses::assign,
            DimmSlots::assign,
            DriveAddresses::check,
            DomainParts::check,
            Planner::checkDevices,
            Consoles::mirror);

    private final PlannedPlatform platform;
    private final Reader reader;
    private final @Nullable String seed;

    private Planner(PlannedPlatform platform, Reader reader, @Nullable String seed) {
        this.platform = platform;
        this.reader = reader;
        this.seed = seed;
    }

    /** A planner for this platform, which refuses what it doesn't model. */
    public static Planner on(PlannedPlatform platform) {
        return new Planner(platform, Reader.strict(platform.libvirt()), null);
    }

    /**
     * The same, which says what it doesn't model and goes on: what was written stays as it is, and nothing is planned for
     * it.
     */
    public Planner allowingUnmodelled(Consumer<CompleterException> said) {
        return new Planner(platform, new Reader(platform.libvirt(), said), seed);
    }

    /** The same, which derives UUIDs and MAC addresses that nobody gave from this text, and not from the VM's name. */
    public Planner seeded(String text) {
        return new Planner(platform, reader, text);
    }

    @Override
    public Platform platform() {
        return new Platform("planner", platform.libvirt(), platform.qemu(), platform.domainTypes());
    }

    @Override
    public Element complete(Element partial) {
        Plan plan = devices(partial);
        apply(FROM_PCI, plan);
        return plan.domain().toElement();
    }

    /**
     * A partial domain with every PCI device on the PCIe root bus: those listed get an address, and those that are implied
     * are listed.
     *
     * @throws CompleterException where the bus is full or the machine has no PCIe root
     */
    Element placeOnRootComplex(Element partial) {
        Plan plan = devices(partial);
        RootComplexSlots.assign(plan);
        apply(FROM_PCI, plan);
        return PlacedDevices.in(partial, plan);
    }

    /** All devices, without PCI addresses. */
    private Plan devices(Element partial) {
        Draft domain = reader.read(QemuNamespace.canonical(partial), DomainShape.DOMAIN);
        Plan plan = new Plan(platform, reader, domain, new Seed(seed != null ? seed : Objects.requireNonNullElse(partial.value("name"), "")));
        apply(UNTIL_PCI, plan);
        return plan;
    }

    private static void apply(List<Stage> stages, Plan plan) {
        for (int i = 0; i < stages.size(); i++) {
            try {
                stages.get(i).apply(plan);
            } catch (CompleterException e) {
                plan.letThrough(e);
            }
        }
    }

    private static void completeDevices(Plan plan) {
        for (Draft device : plan.devices().childrenNow()) {
            Kind kind = Kinds.of(device);
            if (kind != null) {
                try {
                    kind.complete(device, plan);
                } catch (CompleterException e) {
                    plan.letThrough(e);
                }
            }
        }
    }

    private static void checkDevices(Plan plan) {
        for (Draft device : plan.devices().childrenNow()) {
            Kind kind = Kinds.of(device);
            if (kind != null) {
                try {
                    kind.check(device, plan);
                } catch (CompleterException e) {
                    plan.letThrough(e);
                }
            }
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

package dev.holdfast.planner.part;

import dev.holdfast.planner.kind.IoThreads;
import dev.holdfast.planner.kind.Plan;
import dev.holdfast.planner.shape.Draft;
import dev.holdfast.planner.shape.Form;
import dev.holdfast.planner.shape.Forms;
import dev.holdfast.planner.shape.NumberSet;
import dev.holdfast.planner.shape.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** On which of the host's processors a domain's threads run, and how: {@code <cputune>}. */
final class CpuTune {

    private static final long LEAST_PERIOD = 1_000;
    private static final long MOST_PERIOD = 1_000_000;
    private static final long MOST_QUOTA = (1L << 44) - 1;

    private static final Form PERIOD =
            Tuning.unlessZero(between(Forms.decimal(0, Long.MAX_VALUE), LEAST_PERIOD, MOST_PERIOD));
    private static final Form QUOTA =
            Tuning.unlessZero(between(Forms.decimal(Long.MIN_VALUE, Long.MAX_VALUE), LEAST_PERIOD, MOST_QUOTA));
    private static final Form NUMBER = Forms.decimal(0, Integer.MAX_VALUE);

    static final Shape SHAPE = Shape.of("cputune")
            .child(Shape.text("shares", (written, spot) ->
                    written.isEmpty() ? null : Forms.decimal(0, Long.MAX_VALUE).read(written, spot)))
            .child(Shape.text("period", PERIOD))
            .child(Shape.text("quota", QUOTA))
            .child(Shape.text("global_period", PERIOD))
            .child(Shape.text("global_quota", QUOTA))
            .child(Shape.text("emulator_period", PERIOD))
            .child(Shape.text("emulator_quota", QUOTA))
            .child(Shape.text("iothread_period", PERIOD))
            .child(Shape.text("iothread_quota", QUOTA))
            .children(pin("vcpupin", "vcpu"))
            .child(Shape.of("emulatorpin").attr("cpuset", NumberSet.FORM).requires("@cpuset"))
            .children(pin("iothreadpin", "iothread"))
            .child(schedule(Shape.of("emulatorsched")))
            .children(schedule(Shape.of("vcpusched").attr("vcpus", NumberSet.FORM).requires("@vcpus")))
            .children(schedule(Shape.of("iothreadsched").attr("iothreads", NumberSet.FORM).requires("@iothreads")))
            .children(rejectedWithoutKvm("cachetune"))
            .children(rejectedWithoutKvm("memorytune"));

    private CpuTune() {}

    private static Shape pin(String name, String of) {
        return Shape.of(name).attr(of, NUMBER).attr("cpuset", NumberSet.FORM).requires("@" + of, "@cpuset");
    }

    private static Shape schedule(Shape shape) {
        return shape.attr("scheduler", Forms.oneOf("batch", "idle", "fifo", "rr"))
                .attr("priority", Forms.decimal(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .requires("@scheduler");
    }

    /** What of the host's caches and memory bandwidth is a domain's own. */
    private static Shape rejectedWithoutKvm(String name) {
        return Shape.of(name).attr("vcpus", Forms.unmodelled());
    }

    private static Form between(Form form, long least, long most) {
        return (written, spot) -> {
            String read = Objects.requireNonNull(form.read(written, spot));
            long number = Long.parseLong(read);
            if (number > 0 && (number < least || number > most)) {
                throw spot.rejected(written, "microseconds from " + least + " to " + most + " are expected");
            }
            return read;
        };
    }

    static void complete(Plan plan) {
        Draft domain = plan.domain();
        Draft tune = domain.child("cputune");
        if (tune == null) {
            return;
        }
        int vcpus = Vcpus.count(domain);
        pins(tune, "vcpupin", "vcpu", vcpus);
        pins(tune, "iothreadpin", "iothread", Integer.MAX_VALUE);
        for (Draft pin : tune.children("iothreadpin")) {
            hasThread(domain, pin, pin.number("iothread", 0));
        }
        Draft emulator = tune.child("emulatorsched");
        if (emulator != null) {
            priority(emulator);
        }
        schedules(domain, tune, "vcpusched", "vcpus", vcpus);
        schedules(domain, tune, "iothreadsched", "iothreads", Integer.MAX_VALUE);
    }

    /** libvirt reads over a pin of a processor that there isn't. */
    private static void pins(Draft tune, String name, String of, int limit) {
        SortedMap<Integer, Draft> pins = new TreeMap<>();
        for (Draft pin : tune.children(name)) {
            int number = pin.number(of, 0);
            if (number < limit && pins.put(number, pin) != null) {
                throw pin.rejected("There are two <" + name + "> for " + of + " " + number, "Remove one of the two");
            }
        }
        tune.remove(name);
        pins.values().forEach(tune::add);
    }

    /** libvirt writes one element for each thread. */
    private static void schedules(Draft domain, Draft tune, String name, String of, int limit) {
        List<Draft> written = tune.children(name);
        tune.remove(name);
        SortedMap<Integer, Draft> byThread = new TreeMap<>();
        for (Draft schedule : written) {
            priority(schedule);
            BitSet threads = NumberSet.of(Objects.requireNonNull(schedule.get(of)));
            for (int thread = threads.nextSetBit(0); thread >= 0; thread = threads.nextSetBit(thread + 1)) {
                if (limit == Integer.MAX_VALUE) {
                    hasThread(domain, schedule, thread);
                } else if (thread >= limit) {
                    throw schedule.rejected(
                            "There is no processor " + thread + ", only " + limit, "Raise the number in <vcpu>");
                }
                if (byThread.put(thread, schedule) != null) {
                    throw schedule.rejected("There are two <" + name + "> for " + thread, "Name each once");
                }
            }
        }
        byThread.forEach((thread, schedule) -> tune.add(name)
                .set(of, thread)
                .set("scheduler", schedule.get("scheduler"))
                .set("priority", schedule.get("priority")));
    }

    private static void hasThread(Draft domain, Draft at, int thread) {
        if (!IoThreads.has(domain, Integer.toString(thread))) {
            throw at.rejected("There is no I/O thread " + thread, "Give the domain one, in <iothreadids>");
        }
    }

    private static void priority(Draft schedule) {
        boolean has = schedule.is("scheduler", "fifo") || schedule.is("scheduler", "rr");
        if (!has) {
            schedule.set("priority", null);
        } else if (!schedule.has("priority")) {
            throw schedule.rejected(
                    "The scheduler " + schedule.get("scheduler") + " needs a priority", "Give it a priority");
        }
    }

    /** True where any thread is bound to processors of the host. */
    static boolean pins(Draft domain) {
        Draft tune = domain.child("cputune");
        return tune != null
                && (tune.hasChild("vcpupin") || tune.hasChild("emulatorpin") || tune.hasChild("iothreadpin"));
    }
}

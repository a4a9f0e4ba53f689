package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.BitSet;
import java.util.List;

/** The I/O threads of a domain, as devices name them. */
public final class IoThreads {

    private IoThreads() {}

    /**
     * That there is a thread of this number.
     *
     * @param at what names it
     * @param of which device, for messages
     */
    public static void require(Plan plan, Draft at, String id, String of) {
        if (!has(plan.domain(), id)) {
            throw at.rejected(
                    of + ": there is no I/O thread " + id, "Write <iothreads>" + id + "</iothreads> in <domain>");
        }
    }

    /** That {@code <iothreads>} of a driver gives each queue to one thread, or no queue to any. */
    public static void checkMapping(Draft driver, String of, Plan plan) {
        Draft mapping = driver.child("iothreads");
        List<Draft> threads = mapping == null ? List.of() : mapping.children("iothread");
        if (threads.isEmpty()) {
            return;
        }
        boolean mapsQueues = threads.getFirst().hasChild("queue");
        int queues = driver.number("queues", 0);
        if (mapsQueues && queues == 0) {
            throw driver.rejected(of + ": its queues are given to threads, but not how many they are", "Write queues");
        }
        BitSet given = new BitSet();
        for (int i = 0; i < threads.size(); i++) {
            Draft thread = threads.get(i);
            String id = thread.get("id", "");
            for (int j = 0; j < i; j++) {
                if (threads.get(j).is("id", id)) {
                    throw thread.rejected(of + ": I/O thread " + id + " is there twice", "Take one away");
                }
            }
            require(plan, thread, id, of);
            if (mapsQueues != thread.hasChild("queue")) {
                throw thread.rejected(of + ": some I/O threads have queues and some none", "Give queues to all");
            }
            for (Draft queue : thread.children("queue")) {
                int number = queue.number("id", 0);
                if (number >= queues || given.get(number)) {
                    throw queue.rejected(
                            of + ": queue " + number + (number >= queues ? " is beyond the last" : " is there twice"),
                            "The queues are those from 0 to " + (queues - 1));
                }
                given.set(number);
            }
        }
        if (mapsQueues && given.cardinality() < queues) {
            throw driver.rejected(of + ": queue " + given.nextClearBit(0) + " has no I/O thread", "Give it one");
        }
    }

    /** True where the domain, whose threads have all been named where one is, has a thread of this number. */
    public static boolean has(Draft domain, String id) {
        Draft ids = domain.child("iothreadids");
        if (ids != null && ids.hasChild("iothread")) {
            for (Draft thread : ids.children()) {
                if (thread.is("id", id)) {
                    return true;
                }
            }
            return false;
        }
        Draft number = domain.child("iothreads");
        int count = number == null || number.text() == null ? 0 : Integer.parseInt(number.text());
        long wanted = Long.parseLong(id);
        return wanted >= 1 && wanted <= count;
    }
}

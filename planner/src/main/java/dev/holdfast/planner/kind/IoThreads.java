package dev.holdfast.planner.kind;

import dev.holdfast.planner.shape.Draft;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        if (!has(plan, id)) {
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

    /** Those that the domain counts are numbered from 1 on, past the numbers that it gives itself. */
    private static boolean has(Plan plan, String id) {
        Draft named = plan.domain().child("iothreadids");
        List<Draft> ids = named == null ? List.of() : named.children("iothread");
        BitSet there = new BitSet();
        for (Draft thread : ids) {
            if (thread.is("id", id)) {
                return true;
            }
            there.set(Math.min(thread.number("id", 0), 1 << 20));
        }
        int missing = count(plan.domain().child("iothreads")) - ids.size();
        int next = 1;
        for (; missing > 0; missing--) {
            next = there.nextClearBit(next);
            if (Integer.toString(next).equals(id)) {
                return true;
            }
            next++;
        }
        return false;
    }

    private static int count(@Nullable Draft threads) {
        String text = threads == null ? null : threads.text();
        return text == null ? 0 : Integer.parseInt(text);
    }
}

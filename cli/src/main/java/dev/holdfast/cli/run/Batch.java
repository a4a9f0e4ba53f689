package dev.holdfast.cli.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does one job for every file, several at a time; results and remarks come out in the files' order.
 */
public final class Batch {

    /**
     * Where a libvirt is asked: files are parsed, reflected, written and synced while one is there and others wait for
     * their turn, so that it always has the next one.
     */
    private static final int WAITING = 8;

    /** For each thread so many files are begun before the first of them is said, and no more: results are held until then. */
    private static final int AHEAD = 32;

    /** A thread that waits for nothing takes so many files at a time: to hand each over by itself takes longer than a few do. */
    private static final int AT_A_TIME = 8;

    private final Outcomes outcomes;
    private final Talk talk;
    private final int threads;
    private final int atATime;

    /** Set when nobody hears results any more. */
    private volatile boolean isOver;

    private Batch(Surroundings surroundings, Talk talk, int threads, int atATime) {
        this.outcomes = Outcomes.in(surroundings);
        this.talk = talk;
        this.threads = threads;
        this.atATime = atATime;
    }

    /** A batch of jobs that wait for a libvirt; it says through this what it comes to. */
    public static Batch waiting(Surroundings surroundings, Talk talk) {
        return new Batch(surroundings, talk, WAITING, 1);
    }

    /** A batch of jobs that wait for nothing: as many at a time as there are processors. */
    public static Batch computing(Surroundings surroundings, Talk talk) {
        return new Batch(surroundings, talk, Runtime.getRuntime().availableProcessors(), AT_A_TIME);
    }

    /**
     * Does the job for each, whatever becomes of the others, and for several says how many came to what.
     *
     * @return the exit status, the worst of all
     * @throws OutputClosed where standard output takes no more; what had not begun is then not done
     */
    public int run(List<Input> inputs, Job job) {
        Tally tally = new Tally();
        talk.begin(inputs.size());
        // Without numbers: what counts them is put together by the JVM at first use, and the first file would wait for it.
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(threads, inputs.size()),
                Thread.ofPlatform().name("holdfast-job").daemon().factory());
        Queue<Future<List<Result>>> begun = new ArrayDeque<>();
        // Few files are dealt out evenly.
        int part = Math.clamp(inputs.size() / (AHEAD * threads), 1, atATime);
        int next = 0;
        try {
            String before = "";
            for (int said = 0; said < inputs.size(); said += part) {
                for (; next < inputs.size() && begun.size() * part < AHEAD * threads; next += part) {
                    List<Input> some = inputs.subList(next, Math.min(next + part, inputs.size()));
                    begun.add(pool.submit(() -> each(some, job)));
                }
                for (Result result : await(begun.remove())) {
                    talk.step();
                    if (!result.output().isEmpty()) {
                        talk.result(result.following(before));
                        before = result.output();
                    }
                    tally.add(result).forEach(talk::say);
                }
            }
        } finally {
            isOver = true;
            talk.end();
            begun.forEach(one -> one.cancel(false));
            pool.close();
        }
        if (inputs.size() > 1) {
            talk.say(Remark.summary(tally.summary()));
        }
        return tally.exit();
    }

    private List<Result> each(List<Input> inputs, Job job) {
        List<Result> results = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size() && !isOver; i++) {
            results.add(outcomes.of(inputs.get(i), job));
        }
        return results;
    }

    private static List<Result> await(Future<List<Result>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

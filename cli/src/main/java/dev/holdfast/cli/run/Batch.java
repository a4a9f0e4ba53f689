package dev.holdfast.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does one job for every file. Several threads work ahead and behind, so that the one that waits for libvirt always
 * has the next file ready; results and remarks come out in the files' order.
 */
public final class Batch {

    /** Files are parsed, reflected, written and synced while one is at libvirt and others wait for their turn there. */
    private static final int THREADS = 8;

    private final Outcomes outcomes;
    private final Talk talk;

    /** A batch that says through this what it comes to. */
    public Batch(Surroundings surroundings, Talk talk) {
        this.outcomes = Outcomes.in(surroundings);
        this.talk = talk;
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
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(THREADS, inputs.size()),
                Thread.ofPlatform().name("holdfast-", 1).daemon().factory());
        List<Future<Result>> all = new ArrayList<>();
        try {
            for (Input input : inputs) {
                all.add(pool.submit(() -> outcomes.of(input, job)));
            }
            boolean first = true;
            for (Future<Result> one : all) {
                Result result = await(one);
                talk.step();
                if (!result.output().isEmpty()) {
                    talk.result(first ? result.output() : result.following());
                    first = false;
                }
                tally.add(result).forEach(talk::say);
            }
        } finally {
            talk.end();
            all.forEach(one -> one.cancel(false));
            pool.close();
        }
        if (inputs.size() > 1) {
            talk.say(Remark.summary(tally.summary()));
        }
        return tally.exit();
    }

    private static Result await(Future<Result> future) {
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

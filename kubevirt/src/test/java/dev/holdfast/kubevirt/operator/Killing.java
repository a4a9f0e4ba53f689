package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** As if the process were killed at one of its writes: from then on nothing it asks reaches the API. */
final class Killing implements Interceptor {

    private final int write;
    private final boolean afterwards;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean dead;

    /**
     * Killed at this write.
     *
     * @param afterwards whether the API still got it, and only its answer never came
     */
    Killing(int write, boolean afterwards) {
        this.write = write;
        this.afterwards = afterwards;
    }

    /** Killed by {@link #die} alone. */
    static Killing never() {
        return new Killing(Integer.MAX_VALUE, false);
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (dead) {
            throw new IllegalStateException("killed");
        }
        if (!request.method().equals("GET") && writes.incrementAndGet() == write && !afterwards) {
            die();
            throw new IllegalStateException("killed");
        }
    }

    @Override
    public void after(
            HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (!request.method().equals("GET") && writes.get() == write && afterwards) {
            die();
            throw new IllegalStateException("killed");
        }
    }

    /** Kills it now. */
    void die() {
        dead = true;
    }
}

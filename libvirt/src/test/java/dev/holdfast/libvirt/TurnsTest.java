package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.libvirt.client.LibvirtException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void oneAtATimeAndClosingWaits() throws InterruptedException {
        Turns turns = new Turns();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger order = new AtomicInteger();
        Thread other = new Thread(() -> {
            try {
                turns.takeDryRun("x", () -> {
                    begun.countDown();
                    LockSupport.parkNanos(50_000_000);
                    return order.compareAndSet(0, 1);
                });
            } catch (LibvirtException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        begun.await();
        assertThat(Turns.isDryRun("x")).isTrue();
        turns.close(() -> order.compareAndSet(1, 2));
        assertThat(order).hasValue(2);
        assertThat(Turns.isDryRun("x")).isFalse();
        other.join();
    }

    @Test
    void nothingBeginsOnceClosed() {
        Turns turns = new Turns();
        AtomicInteger closings = new AtomicInteger();
        turns.close(closings::incrementAndGet);
        turns.close(closings::incrementAndGet);
        assertThat(closings).hasValue(1);
        assertThatThrownBy(() -> turns.take(() -> true)).isInstanceOf(IllegalStateException.class);
    }
}

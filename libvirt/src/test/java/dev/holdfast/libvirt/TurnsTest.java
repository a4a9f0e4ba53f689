package dev.holdfast.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void oneAtATimeAndClosingWaits() throws InterruptedException {
        Turns turns = new Turns();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger order = new AtomicInteger();
        Thread other = new Thread(() -> {
            try (Turns.Turn turn = turns.beginDryRun("x")) {
                assertThat(turn).isNotNull();
                begun.countDown();
                Thread.sleep(50);
                order.compareAndSet(0, 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
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
        assertThatThrownBy(turns::begin).isInstanceOf(IllegalStateException.class);
    }
}

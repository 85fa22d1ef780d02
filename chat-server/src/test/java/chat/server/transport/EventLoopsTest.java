package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Test
    void loopsHearWhatTheOthersHaveToTellBeforeTheyEnd() throws Exception {
        EventLoops loops = EventLoops.start(TestConfig.defaults().build().listen());
        EventLoop first = loops.loops().get(0);
        EventLoop last = loops.loops().get(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> told = new CompletableFuture<>();
        // There and back and there again: a channel's end, its room's, its room's members.
        first.execute(() -> {
            awaitThat(goOn);
            last.execute(() -> first.execute(() -> last.execute(() -> told.complete(null))));
        });

        Thread closing = new Thread(loops::close);
        closing.start();
        await().atMost(DEADLINE).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        closing.join(DEADLINE.toMillis());

        assertThat(told).isDone();
        assertThat(last.isTerminated()).isTrue();
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

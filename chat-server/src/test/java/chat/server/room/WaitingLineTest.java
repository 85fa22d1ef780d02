package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.JsonCodec;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private static final int UNDER_WAY_MAX = 16;

    private final StepLoops loops = new StepLoops(2);
    private final RoomLoops rooms = new RoomLoops(loops.eventLoops(), new JsonCodec(), ByteBufAllocator.DEFAULT);
    private final WaitingLine line = new WaitingLine(UNDER_WAY_MAX);
    private final List<Integer> begun = new ArrayList<>();

    private void enter(int number) {
        EventLoop loop = loops.get(number % 2);
        loops.on(
                loop,
                () -> line.enter(rooms.get(number % 2), () -> {
                    assertThat(loop.inEventLoop()).as("on its loop").isTrue();
                    begun.add(number);
                }));
    }

    private void leave() {
        line.leave();
        loops.run();
    }

    @Test
    void soManyBeginAtOnceAndTheOthersInTheOrderTheyCame() {
        for (int i = 0; i < UNDER_WAY_MAX + 3; i++) {
            enter(i);
        }
        assertThat(begun).hasSize(UNDER_WAY_MAX);
        assertThat(line.waiting()).isEqualTo(3);

        leave();
        assertThat(begun).endsWith(UNDER_WAY_MAX);
        leave();
        leave();
        assertThat(begun).endsWith(UNDER_WAY_MAX + 1, UNDER_WAY_MAX + 2);
        assertThat(line.underWay()).isEqualTo(UNDER_WAY_MAX);
    }

    @Test
    void placeIsFreeAgainHoweverItWasUsed() {
        Random random = new Random(20260501);
        int entered = 0;
        int left = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(100) < 52 && entered < 10_000) {
                enter(entered++);
            } else if (left < begun.size()) {
                line.leave();
                left++;
            }
            loops.step(random);
            assertThat(begun.size() - left).isLessThanOrEqualTo(UNDER_WAY_MAX);
        }
        while (left < entered) {
            leave();
            left++;
        }

        assertThat(begun).hasSize(entered);
        assertThat(line.underWay()).isZero();
        assertThat(line.waiting()).isZero();
    }
}

package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Just before the clock overflows: only differences mean something. */
    private long now = Long.MAX_VALUE - SECOND / 2;

    private int takeAll(TokenBucket bucket) {
        int taken = 0;
        while (bucket.take(now) == 0) {
            taken++;
        }
        return taken;
    }

    @Test
    void burstIsThereAtOnceAndThenSoManyASecond() {
        TokenBucket bucket = new TokenBucket(20, 5, now);

        assertThat(takeAll(bucket)).isEqualTo(20);
        now += SECOND;
        assertThat(takeAll(bucket)).isEqualTo(5);
        now += 2 * SECOND;
        assertThat(takeAll(bucket)).isEqualTo(10);
    }

    @Test
    void noMoreThanTheBurstIsSaved() {
        TokenBucket bucket = new TokenBucket(20, 5, now);
        takeAll(bucket);

        now += 3_600 * SECOND;

        assertThat(takeAll(bucket)).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"20, 5", "10, 0.16666666666666666", "1, 3", "7, 0.7", "1, 1000"})
    void afterTheWaitThereIsAToken(int burst, double perSecond) {
        TokenBucket bucket = new TokenBucket(burst, perSecond, now);
        takeAll(bucket);

        for (int i = 0; i < 200; i++) {
            long wait = bucket.take(now);
            assertThat(wait).isBetween(1L, (long) (SECOND / perSecond) + 1);
            now += wait - 1;
            assertThat(bucket.take(now)).as("not before").isPositive();
            now++;
            assertThat(bucket.take(now)).isZero();
        }
    }

    @Test
    void askingInVainCostsNothing() {
        TokenBucket bucket = new TokenBucket(1, 5, now);
        takeAll(bucket);
        for (int i = 0; i < 100; i++) {
            now += SECOND / 1_000;
            assertThat(bucket.take(now)).isPositive();
        }

        now += SECOND / 10;

        assertThat(bucket.take(now)).isZero();
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        TokenBucket bucket = new TokenBucket(3, 5, now);
        bucket.giveBack();
        assertThat(takeAll(bucket)).as("not above the burst").isEqualTo(3);

        bucket.giveBack();

        assertThat(takeAll(bucket)).isEqualTo(1);
    }

    @Test
    void clockOfAnotherLoopMayBeALittleBehind() {
        TokenBucket bucket = new TokenBucket(1, 5, now);
        takeAll(bucket);
        now += SECOND;
        assertThat(bucket.take(now)).isZero();

        assertThat(bucket.take(now - SECOND / 2)).isPositive();
        now += SECOND / 5;
        assertThat(takeAll(bucket)).isEqualTo(1);

        assertThat(new TokenBucket(1, 5, now).take(now - SECOND)).isZero();
    }
}

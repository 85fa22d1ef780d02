package chat.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace(3, Duration.ofSeconds(1));

    @Test
    void soManyAtOnceThenOneInAWhile() {
        long now = -5;
        for (int i = 0; i < 3; i++) {
            assertThat(pace.take("a", now)).isZero();
        }
        assertThat(pace.take("a", now)).isEqualTo(EVERY);
        assertThat(pace.take("b", now)).isZero();
        assertThat(pace.take("a", now + EVERY - 1)).isEqualTo(1);
        assertThat(pace.take("a", now + EVERY)).isZero();
        assertThat(pace.take("a", now + EVERY)).isEqualTo(EVERY);
    }

    @Test
    void allowanceGrowsNoFurtherThanItsBurst() {
        pace.take("a", 0);
        long later = 1_000 * EVERY;
        for (int i = 0; i < 3; i++) {
            assertThat(pace.take("a", later)).isZero();
        }
        assertThat(pace.take("a", later)).isEqualTo(EVERY);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        for (int i = 0; i < 3; i++) {
            pace.take("a", 0);
        }
        pace.giveBack("a");
        pace.giveBack("unknown");

        assertThat(pace.take("a", 0)).isZero();
        assertThat(pace.take("a", 0)).isEqualTo(EVERY);
    }

    @Test
    void keysAreBoundedAndThoseNotHeardOfForLongestAreForgotten() {
        for (int i = 0; i < 3; i++) {
            pace.take("first", 0);
            pace.take("busy", 0);
        }
        for (int i = 0; i < Pace.KEYS_MAX - 1; i++) {
            pace.take(i, 0);
            assertThat(pace.take("busy", 0)).isPositive();
        }
        assertThat(pace.take("first", 0)).isZero();
    }
}

package chat.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static final int RANGES_MAX = 16;
    private final Refusals refusals = new Refusals(RANGES_MAX);

    @Test
    void nothingIsRefusedAtFirst() {
        assertThat(refusals.between(1, 100)).isZero();
    }

    @Test
    void bothEndsCount() {
        List.of(3, 4, 5, 9).forEach(refusals::add);

        assertThat(refusals.between(1, 10)).isEqualTo(4);
        assertThat(refusals.between(4, 9)).isEqualTo(3);
        assertThat(refusals.between(5, 5)).isEqualTo(1);
        assertThat(refusals.between(6, 8)).isZero();
        assertThat(refusals.between(9, 3)).isZero();
    }

    @Test
    void whatIsToldOfTwiceCountsOnce() {
        List.of(3, 4, 3, 4).forEach(refusals::add);

        assertThat(refusals.between(1, 10)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderIsAsGoodAsAnother(long seed) {
        Refusals all = new Refusals(1_000);
        Random random = new Random(seed);
        Set<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            int number = 1 + random.nextInt(600);
            numbers.add(number);
            all.add(number);
            int first = random.nextInt(600);
            int last = first + random.nextInt(300);
            assertThat(all.between(first, last)).isEqualTo((int) numbers.stream()
                    .filter(each -> each >= first && each <= last)
                    .count());
        }
    }

    @Test
    void ofOldOnesNoMoreIsKnownThanHowMany() {
        for (int number = 1; number <= 200; number += 2) {
            refusals.add(number);
        }

        assertThat(refusals.between(181, 200)).isEqualTo(10);
        assertThat(refusals.between(1, 200)).isEqualTo(100);
        // Not too few: what might have been refused is not called lost.
        assertThat(refusals.between(51, 200)).isBetween(75, 100);
        assertThat(refusals.between(1, 20)).isBetween(10, 20);
    }
}

package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendBudgetTest {
    private final AppendBudget budget = new AppendBudget();

    private int takeAll(int weightBytes) {
        int taken = 0;
        while (budget.take(weightBytes)) {
            taken++;
        }
        return taken;
    }

    @Test
    void shortEventsAreBoundedInNumber() {
        assertThat(takeAll(300)).isBetween(AppendBudget.EVENTS_MAX * 99 / 100, AppendBudget.EVENTS_MAX);
    }

    @Test
    void longEventsAreBoundedInBytes() {
        int taken = takeAll(20_000);

        assertThat(20_000L * taken).isLessThanOrEqualTo(AppendBudget.BYTES_MAX);
        assertThat(20_000L * (taken + 1)).isGreaterThan(AppendBudget.BYTES_MAX);
    }

    @Test
    void whatIsRefusedTakesNothing() {
        int taken = takeAll(20_000);
        budget.take(20_000);
        budget.giveBack(20_000);

        assertThat(takeAll(20_000)).isEqualTo(1);
        for (int i = 0; i < taken; i++) {
            budget.giveBack(20_000);
        }
        assertThat(takeAll(20_000)).isEqualTo(taken);
    }
}

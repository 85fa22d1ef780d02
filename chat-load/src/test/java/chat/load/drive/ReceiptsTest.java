package chat.load.drive;

import static chat.load.drive.Receipts.Verdict.LATE;
import static chat.load.drive.Receipts.Verdict.NEXT;
import static chat.load.drive.Receipts.Verdict.TWICE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private final Receipts receipts = new Receipts(2);
    private final Said said = new Said(4, 2);

    private void say(int sender, int times) {
        for (int i = 0; i < times; i++) {
            said.next(sender);
        }
    }

    @Test
    void tellsLateFromTwice() {
        assertThat(receipts.add(0, 1)).isEqualTo(NEXT);
        assertThat(receipts.add(0, 3)).isEqualTo(NEXT);
        assertThat(receipts.add(0, 2)).isEqualTo(LATE);
        assertThat(receipts.add(0, 2)).isEqualTo(TWICE);
        assertThat(receipts.add(0, 1)).isEqualTo(TWICE);
        assertThat(receipts.add(0, 3)).isEqualTo(TWICE);
        assertThat(receipts.distinct()).isEqualTo(3);
    }

    @Test
    void remembersThirtyTwoBeforeTheNewest() {
        receipts.add(0, 33);

        assertThat(receipts.add(0, 1)).isEqualTo(LATE);
        assertThat(receipts.add(0, 34)).isEqualTo(NEXT);
        assertThat(receipts.add(0, 1)).isEqualTo(TWICE);
        assertThat(receipts.add(0, 2)).isEqualTo(LATE);
    }

    @Test
    void sendersAreApart() {
        assertThat(receipts.add(0, 1)).isEqualTo(NEXT);
        assertThat(receipts.add(1, 1)).isEqualTo(NEXT);
    }

    @Test
    void whoWasThereFromTheStartShouldHearAllOfTheRoom() {
        say(1, 5);
        say(3, 2);
        say(0, 9);
        receipts.add(0, 1);

        assertThat(receipts.expected(said, 1)).isEqualTo(7);
        assertThat(receipts.distinct()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsNotExpected() {
        say(0, 3);
        said.refuse(0);

        assertThat(receipts.expected(said, 0)).isEqualTo(2);
    }

    @Test
    void whoComesLaterShouldHearAllFromTheFirstOn() {
        say(0, 10);
        receipts.beginAnew();
        assertThat(receipts.expected(said, 0)).isZero();

        receipts.add(0, 8);

        assertThat(receipts.expected(said, 0)).isEqualTo(3);
        assertThat(receipts.expectedUntilCut()).isEqualTo(1);
    }

    @Test
    void whoIsCutOffMissesTheGapsOnly() {
        say(0, 10);
        receipts.add(0, 1);
        receipts.add(0, 4);

        assertThat(receipts.expectedUntilCut()).isEqualTo(4);
        assertThat(receipts.distinct()).isEqualTo(2);
    }
}

package chat.load.drive;

import static chat.load.drive.Receipts.Verdict.LATE;
import static chat.load.drive.Receipts.Verdict.NEXT;
import static chat.load.drive.Receipts.Verdict.TWICE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private final Receipts receipts = Receipts.sinceTheStart(0, 2);
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
        Receipts ofRoomOne = Receipts.sinceTheStart(1, 2);
        ofRoomOne.add(0, 1);

        assertThat(ofRoomOne.expected(said)).isEqualTo(7);
        assertThat(ofRoomOne.distinct()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsNotExpected() {
        say(0, 3);
        said.refuse(0, 2);

        assertThat(receipts.expected(said)).isEqualTo(2);
    }

    @Test
    void whoComesLaterShouldHearAllFromTheFirstOn() {
        say(0, 10);
        Receipts later = receipts.anew();
        assertThat(later.expected(said)).isZero();
        assertThat(later.isNewAndDeaf()).isTrue();

        later.add(0, 8);

        assertThat(later.expected(said)).isEqualTo(3);
        assertThat(later.expectedUntilCut(said)).isEqualTo(1);
        assertThat(later.isNewAndDeaf()).isFalse();
    }

    @Test
    void whoIsCutOffMissesTheGapsOnly() {
        say(0, 10);
        receipts.add(0, 1);
        receipts.add(0, 4);

        assertThat(receipts.expectedUntilCut(said)).isEqualTo(4);
        assertThat(receipts.distinct()).isEqualTo(2);
    }

    @Test
    void whatWasRefusedBeforeTheCutIsNotMissed() {
        say(0, 10);
        said.refuse(0, 2);
        said.refuse(0, 3);
        said.refuse(0, 9);
        receipts.add(0, 1);
        receipts.add(0, 4);

        assertThat(receipts.expectedUntilCut(said)).isEqualTo(2);
    }

    @Test
    void whatWasRefusedBeforeSomebodyCameHidesNoLoss() {
        say(0, 10);
        said.refuse(0, 2);
        said.refuse(0, 3);
        Receipts later = receipts.anew();
        later.add(0, 6);
        later.add(0, 10);

        assertThat(later.expected(said)).isEqualTo(5);
        assertThat(later.distinct()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedAfterSomebodyCameIsNotExpectedOfThem() {
        say(0, 10);
        Receipts later = receipts.anew();
        later.add(0, 6);
        said.refuse(0, 8);

        assertThat(later.expected(said)).isEqualTo(4);
    }

    @Test
    void whatIsOlderThanTheFirstThatCameCountsAsWell() {
        say(0, 10);
        Receipts later = receipts.anew();
        later.add(0, 8);
        later.add(0, 6);

        assertThat(later.expectedUntilCut(said)).isEqualTo(3);
        assertThat(later.distinct()).isEqualTo(2);
    }
}

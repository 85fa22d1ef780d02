package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of {@link MessageStoreContract}: pages of a room's log. */
abstract class PagesContract extends CidContract {
    private static final RoomName NEVER_WRITTEN = new RoomName("never-written");
    private static final Page NOTHING = new Page(List.of(), 1, 0);

    /** Fills the lobby with events 1 to {@code count} of equal weight, and another room too. */
    private void fill(int count) {
        append(
                LOBBY,
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> draft(ANA, "c" + i, "text %04d".formatted(i)))
                        .toList());
        append(JAZZ, draft(ANA, "other", "text of another room"));
    }

    @Test
    void pageAfterAPositionStartsRightBehindIt() {
        fill(20);

        Page page = read(LOBBY, PageRequest.after(7, 5, BYTES_ENOUGH));

        assertThat(seqs(page)).containsExactly(8L, 9L, 10L, 11L, 12L);
        assertThat(page.first()).isEqualTo(1);
        assertThat(page.last()).isEqualTo(20);
        assertThat(page.events())
                .extracting(event -> ((RoomEvent.Posted) event).text().value())
                .first()
                .isEqualTo("text 0008");
        assertThat(page.events()).extracting(RoomEvent::room).containsOnly(LOBBY);
    }

    @Test
    void pageBeforeAPositionEndsRightBeforeIt() {
        fill(20);

        Page page = read(LOBBY, PageRequest.before(13, 5, BYTES_ENOUGH));

        assertThat(seqs(page)).containsExactly(8L, 9L, 10L, 11L, 12L);
        assertThat(page.first()).isEqualTo(1);
        assertThat(page.last()).isEqualTo(20);
    }

    @Test
    void newestPageEndsAtTheHead() {
        fill(20);

        assertThat(seqs(read(LOBBY, PageRequest.newest(3, BYTES_ENOUGH)))).containsExactly(18L, 19L, 20L);
    }

    @Test
    void pageIsShorterWhereTheLogEnds() {
        fill(20);

        assertThat(seqs(read(LOBBY, PageRequest.after(18, 5, BYTES_ENOUGH)))).containsExactly(19L, 20L);
        assertThat(seqs(read(LOBBY, PageRequest.before(3, 5, BYTES_ENOUGH)))).containsExactly(1L, 2L);
        assertThat(seqs(read(LOBBY, PageRequest.newest(50, BYTES_ENOUGH)))).isEqualTo(range(1, 20));
    }

    @Test
    void thereIsNothingBeyondTheEdges() {
        fill(20);
        Page nothing = new Page(List.of(), 1, 20);

        assertThat(read(LOBBY, PageRequest.after(20, 5, BYTES_ENOUGH))).isEqualTo(nothing);
        assertThat(read(LOBBY, PageRequest.after(21, 5, BYTES_ENOUGH))).isEqualTo(nothing);
        assertThat(read(LOBBY, PageRequest.after(Long.MAX_VALUE, 5, BYTES_ENOUGH)))
                .isEqualTo(nothing);
        assertThat(read(LOBBY, PageRequest.before(1, 5, BYTES_ENOUGH))).isEqualTo(nothing);
        assertThat(read(LOBBY, PageRequest.before(0, 5, BYTES_ENOUGH))).isEqualTo(nothing);
    }

    @Test
    void positionsBeyondAnEdgeCountFromThere() {
        fill(20);

        assertThat(seqs(read(LOBBY, PageRequest.after(0, 2, BYTES_ENOUGH)))).containsExactly(1L, 2L);
        assertThat(seqs(read(LOBBY, PageRequest.before(21, 2, BYTES_ENOUGH)))).containsExactly(19L, 20L);
        assertThat(seqs(read(LOBBY, PageRequest.before(1_000, 2, BYTES_ENOUGH))))
                .containsExactly(19L, 20L);
    }

    @Test
    void roomNeverWrittenToHasAnEmptyLog() {
        assertThat(read(NEVER_WRITTEN, PageRequest.after(0, 5, BYTES_ENOUGH))).isEqualTo(NOTHING);
        assertThat(read(NEVER_WRITTEN, PageRequest.newest(5, BYTES_ENOUGH))).isEqualTo(NOTHING);
    }

    @Test
    void pageEndsBeforeItsBytesArePassed() {
        fill(20);
        int each = draft(ANA, "c1", "text 0001").weightBytes();

        assertThat(seqs(read(LOBBY, PageRequest.after(0, 20, 3 * each)))).containsExactly(1L, 2L, 3L);
        assertThat(seqs(read(LOBBY, PageRequest.after(0, 20, 3 * each - 1)))).containsExactly(1L, 2L);
        assertThat(seqs(read(LOBBY, PageRequest.before(21, 20, 3 * each)))).containsExactly(18L, 19L, 20L);
        assertThat(seqs(read(LOBBY, PageRequest.before(21, 20, 3 * each - 1)))).containsExactly(19L, 20L);
    }

    @Test
    void pageHoldsOneEventHoweverHeavy() {
        append(
                LOBBY,
                List.of(
                        draft(ANA, "c1", "x".repeat(8_000)),
                        draft(ANA, "c2", "y"),
                        draft(ANA, "c3", "z".repeat(8_000))));

        assertThat(seqs(read(LOBBY, PageRequest.after(0, 20, 1)))).containsExactly(1L);
        assertThat(seqs(read(LOBBY, PageRequest.newest(20, 1)))).containsExactly(3L);
        // A light event behind a heavy one that does not fit any more would leave a gap.
        int light = draft(ANA, "c2", "y").weightBytes();
        assertThat(seqs(read(LOBBY, PageRequest.after(1, 20, 2 * light)))).containsExactly(2L);
        assertThat(seqs(read(LOBBY, PageRequest.before(3, 20, 2 * light)))).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 300})
    void pagingMeetsEveryEventOnceInBothDirections(int eventsMax) {
        fill(250);

        List<Long> forward = new ArrayList<>();
        for (List<Long> page = List.of(0L); !page.isEmpty(); ) {
            page = seqs(read(LOBBY, PageRequest.after(page.get(page.size() - 1), eventsMax, 10_000)));
            forward.addAll(page);
        }
        List<Long> backward = new ArrayList<>();
        for (List<Long> page = List.of(251L); !page.isEmpty(); ) {
            page = seqs(read(LOBBY, PageRequest.before(page.get(0), eventsMax, 10_000)));
            backward.addAll(0, page);
        }

        assertThat(forward).isEqualTo(range(1, 250));
        assertThat(backward).isEqualTo(range(1, 250));
    }

    @Test
    void pageStaysAsItWasRead() {
        fill(3);
        Page page = read(LOBBY, PageRequest.after(0, 10, BYTES_ENOUGH));

        append(LOBBY, draft(ANA, "later", "text"));

        assertThat(seqs(page)).containsExactly(1L, 2L, 3L);
        assertThat(page.last()).isEqualTo(3);
    }
}

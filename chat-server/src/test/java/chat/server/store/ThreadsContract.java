package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.PostState;
import chat.protocol.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of {@link MessageStoreContract}: answers to messages. */
abstract class ThreadsContract extends ReactionsContract {
    private static final Page NOTHING = new Page(List.of(), 1, 0);

    private Page thread(long root, PageRequest request) {
        return await(store().thread(LOBBY, root, request));
    }

    private Page thread(long root) {
        return thread(root, PageRequest.after(0, 1_000, BYTES_ENOUGH));
    }

    /** Messages 1 and 2, and then {@code answers} to each of them, in turn: 3, 5, 7… answer 1. */
    private void twoThreads(int answers) {
        List<Draft> drafts = new ArrayList<>(List.of(draft(ANA, "c1", "one"), draft(ANA, "c2", "two")));
        for (int i = 0; i < answers; i++) {
            drafts.add(reply(BIA, "a" + i, "text %04d".formatted(i), 1));
            drafts.add(reply(BIA, "b" + i, "text %04d".formatted(i), 2));
        }
        append(LOBBY, drafts);
    }

    @Test
    void messageKnowsHowManyAnswerIt() {
        twoThreads(3);

        assertThat(post(1).state()).isEqualTo(new PostState(null, false, false, 3, 7L, List.of()));
        assertThat(post(2).state()).isEqualTo(new PostState(null, false, false, 3, 8L, List.of()));
        assertThat(post(3).state()).isEqualTo(PostState.FRESH);
        assertThat(post(3).replyTo()).isEqualTo(1);
    }

    @Test
    void answerToAnAnswerStandsInTheSameThread() {
        twoThreads(1);
        Draft deeper = reply(ANA, "c3", "deeper", 3);
        RoomEvent.Posted event = (RoomEvent.Posted) change(deeper);
        RoomEvent.Posted deepest = (RoomEvent.Posted) change(reply(ANA, "c4", "deepest", 5));

        assertThat(event.replyTo()).isEqualTo(1);
        assertThat(deepest.replyTo()).isEqualTo(1);
        assertThat(thread(1).events()).containsExactly(post(3), event, deepest);
        assertThat(post(1).state().replies()).isEqualTo(3);
        assertThat(post(3).state().replies()).isZero();
        assertThat(thread(3)).isEqualTo(NOTHING);
        assertThat(append(LOBBY, deeper)).isEqualTo(new Appended.Duplicate(LOBBY, 5, event.at()));
        assertThat(append(LOBBY, reply(ANA, "c3", "deeper", 1))).isEqualTo(refused(Appended.Reason.CID_REUSED));
    }

    @Test
    void deletedAnswersCountOn() {
        twoThreads(2);
        append(LOBBY, List.of(delete(BIA, "c3", 5), delete(ANA, "c4", 1), reply(BIA, "c5", "late", 1)));

        assertThat(post(1).state()).isEqualTo(new PostState(null, true, false, 3, 9L, List.of()));
        assertThat(thread(1).events()).containsExactly(post(3), post(5), post(9));
        assertThat(post(5).state().deleted()).isTrue();
    }

    @Test
    void threadShowsItsMessagesAsTheyAreNow() {
        twoThreads(2);
        append(LOBBY, List.of(edit(BIA, "c3", 3, "changed"), react(ANA, "c4", 5, "👍")));

        assertThat(thread(1).events()).containsExactly(post(3), post(5));
        assertThat(post(3).text().value()).isEqualTo("changed");
        assertThat(post(5).state().reactions()).hasSize(1);
    }

    @Test
    void threadIsPagedBySeqAmongItsOwnMessages() {
        twoThreads(10);

        Page after = thread(1, PageRequest.after(5, 3, BYTES_ENOUGH));
        assertThat(seqs(after)).containsExactly(7L, 9L, 11L);
        assertThat(after.first()).isEqualTo(3);
        assertThat(after.last()).isEqualTo(21);
        // Places between and beyond the answers.
        assertThat(seqs(thread(1, PageRequest.after(6, 2, BYTES_ENOUGH)))).containsExactly(7L, 9L);
        assertThat(seqs(thread(1, PageRequest.after(0, 2, BYTES_ENOUGH)))).containsExactly(3L, 5L);
        assertThat(seqs(thread(1, PageRequest.after(19, 2, BYTES_ENOUGH)))).containsExactly(21L);
        assertThat(thread(1, PageRequest.after(21, 2, BYTES_ENOUGH))).isEqualTo(new Page(List.of(), 3, 21));

        Page before = thread(1, PageRequest.before(9, 2, BYTES_ENOUGH));
        assertThat(seqs(before)).containsExactly(5L, 7L);
        assertThat(before.first()).isEqualTo(3);
        assertThat(before.last()).isEqualTo(21);
        assertThat(seqs(thread(1, PageRequest.newest(2, BYTES_ENOUGH)))).containsExactly(19L, 21L);
        assertThat(thread(1, PageRequest.before(3, 2, BYTES_ENOUGH))).isEqualTo(new Page(List.of(), 3, 21));
    }

    @Test
    void bytesOfAThreadCountItsOwnMessages() {
        twoThreads(10);
        int each = Draft.weightBytes(post(3));

        assertThat(seqs(thread(1, PageRequest.after(0, 20, 3 * each)))).containsExactly(3L, 5L, 7L);
        assertThat(seqs(thread(1, PageRequest.after(0, 20, 3 * each - 1)))).containsExactly(3L, 5L);
        assertThat(seqs(thread(1, PageRequest.newest(20, 1)))).containsExactly(21L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300})
    void pagingMeetsEveryAnswerOnceInBothDirections(int eventsMax) {
        twoThreads(60);
        List<Long> all = seqs(thread(2));
        assertThat(all).hasSize(60);

        List<Long> forward = new ArrayList<>();
        for (List<Long> page = List.of(0L); !page.isEmpty(); ) {
            page = seqs(thread(2, PageRequest.after(page.get(page.size() - 1), eventsMax, 5_000)));
            forward.addAll(page);
        }
        List<Long> backward = new ArrayList<>();
        for (List<Long> page = List.of(1_000L); !page.isEmpty(); ) {
            page = seqs(thread(2, PageRequest.before(page.get(0), eventsMax, 5_000)));
            backward.addAll(0, page);
        }

        assertThat(forward).isEqualTo(all);
        assertThat(backward).isEqualTo(all);
    }

    @Test
    void whatNobodyAnsweredHasAnEmptyThread() {
        append(LOBBY, List.of(draft(ANA, "c1", "text"), edit(ANA, "c2", 1, "other")));

        for (long root : new long[] {-1, 0, 1, 2, 3, Long.MAX_VALUE}) {
            assertThat(thread(root)).isEqualTo(NOTHING);
            assertThat(thread(root, PageRequest.newest(5, BYTES_ENOUGH))).isEqualTo(NOTHING);
        }
        assertThat(await(store().thread(JAZZ, 1, PageRequest.newest(5, BYTES_ENOUGH))))
                .isEqualTo(NOTHING);
    }
}

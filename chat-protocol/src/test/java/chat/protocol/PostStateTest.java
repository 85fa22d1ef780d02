package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent.Posted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each change makes of a message; {@link PostHistoryTest} tries many one after the other. */
class PostStateTest {
    private static final RoomName ROOM = RoomName.LOBBY;
    private static final Author ANA = author("u1");
    private static final Author BIA = author("u2");
    private static final Cid CID = new Cid("c");
    private static final Emoji THUMB = new Emoji("👍");
    private static final Emoji HEART = new Emoji("❤️");

    private static final Posted POSTED = Posted.fresh(ROOM, 1, 7, ANA, CID, new MessageText("olá"), null);

    private static Author author(String id) {
        return new Author(new UserId(id), new UserName("Ana " + id));
    }

    private static RoomEvent.Edited edited(long seq, String text) {
        return new RoomEvent.Edited(ROOM, seq, 7, ANA, CID, 1, new MessageText(text), Mentions.NONE);
    }

    private static RoomEvent.Deleted deleted(long seq) {
        return new RoomEvent.Deleted(ROOM, seq, 7, ANA, CID, 1);
    }

    private static RoomEvent.Pinned pinned(long seq, boolean on) {
        return new RoomEvent.Pinned(ROOM, seq, 7, BIA, CID, 1, on);
    }

    private static RoomEvent.Reacted reacted(long seq, Author from, Emoji emoji, boolean on, int count) {
        return new RoomEvent.Reacted(ROOM, seq, 7, from, CID, 1, emoji, on, count);
    }

    private static Posted after(RoomEvent.Change... changes) {
        Posted message = POSTED;
        for (RoomEvent.Change change : changes) {
            message = message.after(change);
        }
        return message;
    }

    @Test
    void anEditGivesTheNewestText() {
        Posted edited = after(edited(2, "oi"), edited(4, "olá!"));
        assertThat(edited.text()).isEqualTo(new MessageText("olá!"));
        assertThat(edited.state().editedSeq()).isEqualTo(4);
        assertThat(edited.after(edited(2, "oi"))).isEqualTo(edited);
        assertThat(edited.after(edited(4, "oi"))).isEqualTo(edited);
    }

    @Test
    void aChangeLeavesAllElseAsItWas() {
        Posted all = after(edited(2, "oi"), pinned(3, true), reacted(4, BIA, THUMB, true, 1))
                .answeredBy(5);
        assertThat(all)
                .isEqualTo(POSTED.with(
                        new MessageText("oi"),
                        new PostState(2L, false, true, 1, 5L, List.of(new Reaction(THUMB, 1, List.of(BIA.id()))))));
        Posted back = all.after(pinned(6, false)).after(reacted(7, BIA, THUMB, false, 0));
        assertThat(back)
                .isEqualTo(POSTED.with(new MessageText("oi"), new PostState(2L, false, false, 1, 5L, List.of())));
    }

    @Test
    void aDeletedMessageKeepsItsPlaceInTheThreadAndNothingElse() {
        Posted deleted = after(edited(2, "oi"), pinned(3, true), reacted(4, BIA, THUMB, true, 1))
                .answeredBy(5)
                .after(deleted(6));
        assertThat(deleted)
                .isEqualTo(POSTED.with(MessageText.ERASED, new PostState(null, true, false, 1, 5L, List.of())));
        assertThat(List.of(edited(7, "oi"), pinned(7, true), reacted(7, BIA, THUMB, true, 1), deleted(7)))
                .allSatisfy(late -> assertThat(deleted.after(late)).isEqualTo(deleted));
        assertThat(deleted.answeredBy(8).state().replies()).isEqualTo(2);
    }

    @Test
    void anAnswerIsCountedOnce() {
        Posted answered = POSTED.answeredBy(2).answeredBy(5);
        assertThat(answered.state()).isEqualTo(new PostState(null, false, false, 2, 5L, List.of()));
        assertThat(answered.answeredBy(2)).isEqualTo(answered);
        assertThat(answered.answeredBy(5)).isEqualTo(answered);
    }

    @Test
    void reactionsStandInTheOrderTheirEmojiAndTheirUsersCame() {
        Posted message = after(
                reacted(2, BIA, THUMB, true, 1),
                reacted(3, BIA, HEART, true, 1),
                reacted(4, ANA, THUMB, true, 2),
                reacted(5, BIA, THUMB, true, 2));
        assertThat(message.state().reactions())
                .containsExactly(
                        new Reaction(THUMB, 2, List.of(BIA.id(), ANA.id())), new Reaction(HEART, 1, List.of(BIA.id())));
        assertThat(message.after(reacted(6, BIA, THUMB, false, 1)).state().reactions())
                .containsExactly(new Reaction(THUMB, 1, List.of(ANA.id())), new Reaction(HEART, 1, List.of(BIA.id())));
        assertThat(message.after(reacted(6, BIA, THUMB, false, 0)).state().reactions())
                .containsExactly(new Reaction(HEART, 1, List.of(BIA.id())));
    }

    @Test
    void theCountIsTheEventsAndNotTheNumberOfThoseNamed() {
        Posted message = POSTED;
        int named = ProtocolLimits.REACTION_USERS_MAX;
        for (int i = 1; i <= named + 1; i++) {
            message = message.after(reacted(1 + i, author("u" + i), THUMB, true, i));
        }
        Reaction full = message.state().reactions().get(0);
        assertThat(full.count()).isEqualTo(named + 1);
        assertThat(full.users()).hasSize(named).startsWith(new UserId("u1")).endsWith(new UserId("u" + named));
        Reaction less = message.after(reacted(200, author("u" + (named + 1)), THUMB, false, named))
                .state()
                .reactions()
                .get(0);
        assertThat(less).isEqualTo(new Reaction(THUMB, named, full.users()));
        assertThat(POSTED.after(reacted(2, BIA, THUMB, false, 3)).state().reactions())
                .containsExactly(new Reaction(THUMB, 3, List.of()));
        assertThat(POSTED.after(reacted(2, BIA, THUMB, false, 0))).isEqualTo(POSTED);
    }
}

package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.topic;
import static chat.server.store.Drafts.unpin;
import static chat.server.store.Drafts.unreact;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Emoji;
import chat.protocol.ProtocolLimits;
import chat.protocol.Reaction;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.protocol.UserId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: reactions, pins and topics. */
abstract class ReactionsContract extends EditsContract {

    private static Reaction reaction(String emoji, int count, Author... users) {
        List<UserId> ids = List.of(users).stream().map(Author::id).toList();
        return new Reaction(new Emoji(emoji), count, ids);
    }

    private List<Reaction> reactions() {
        return post(1).state().reactions();
    }

    private List<RoomEvent> pins() {
        return await(store().pins(LOBBY));
    }

    private static Author user(int number) {
        return author("user" + number, "User");
    }

    /** A different one for each number. */
    private static String emoji(int number) {
        return Character.toString(0x1f600 + number);
    }

    @Test
    void reactionSaysHowManyThereAreNow() {
        change(draft(ANA, "c1", "text"));

        RoomEvent first = change(react(ANA, "c2", 1, "👍"));
        assertThat(first)
                .isEqualTo(new RoomEvent.Reacted(LOBBY, 2, first.at(), ANA, first.cid(), 1, new Emoji("👍"), true, 1));
        assertThat(((RoomEvent.Reacted) change(react(BIA, "c3", 1, "👍"))).count())
                .isEqualTo(2);
        assertThat(((RoomEvent.Reacted) change(react(BIA, "c4", 1, "❤️"))).count())
                .isEqualTo(1);
        assertThat(reactions()).containsExactly(reaction("👍", 2, ANA, BIA), reaction("❤️", 1, BIA));

        RoomEvent off = change(unreact(ANA, "c5", 1, "👍"));
        assertThat(off)
                .isEqualTo(new RoomEvent.Reacted(LOBBY, 5, off.at(), ANA, off.cid(), 1, new Emoji("👍"), false, 1));
        assertThat(reactions()).containsExactly(reaction("👍", 1, BIA), reaction("❤️", 1, BIA));

        assertThat(((RoomEvent.Reacted) change(unreact(BIA, "c6", 1, "👍"))).count())
                .isZero();
        assertThat(reactions()).containsExactly(reaction("❤️", 1, BIA));
        change(react(ANA, "c7", 1, "👍"));
        assertThat(reactions()).containsExactly(reaction("❤️", 1, BIA), reaction("👍", 1, ANA));
    }

    @Test
    void reactionThatIsAsAskedIsAnEventAndChangesNothing() {
        change(draft(ANA, "c1", "text"));
        append(LOBBY, List.of(react(ANA, "c2", 1, "👍"), react(BIA, "c3", 1, "👍"), react(BIA, "c4", 1, "🎉")));
        List<Reaction> before = reactions();

        assertThat(append(
                        LOBBY,
                        List.of(react(ANA, "c5", 1, "👍"), unreact(ANA, "c6", 1, "🎉"), unreact(ANA, "c7", 1, "😀"))))
                .extracting(appended -> ((RoomEvent.Reacted) committed(appended)).count())
                .containsExactly(2, 1, 0);
        assertThat(reactions()).isEqualTo(before);
        assertThat(log(LOBBY)).hasSize(7);
    }

    @Test
    void emojiThatDifferByAVariationAreTwo() {
        change(draft(ANA, "c1", "text"));
        append(LOBBY, List.of(react(ANA, "c2", 1, "❤"), react(ANA, "c3", 1, "❤️"), react(ANA, "c4", 1, "👩🏽‍🚀")));

        assertThat(reactions())
                .containsExactly(reaction("❤", 1, ANA), reaction("❤️", 1, ANA), reaction("👩🏽‍🚀", 1, ANA));
    }

    @Test
    void messageHasSoManyDifferentReactionsAndNoMore() {
        change(draft(ANA, "c0", "text"));
        append(
                LOBBY,
                IntStream.range(0, ProtocolLimits.REACTIONS_PER_POST_MAX)
                        .mapToObj(i -> react(ANA, "r" + i, 1, emoji(i)))
                        .toList());
        assertThat(reactions()).hasSize(ProtocolLimits.REACTIONS_PER_POST_MAX);

        assertThat(append(LOBBY, react(BIA, "c1", 1, emoji(50))))
                .isEqualTo(refused(Appended.Reason.TOO_MANY_REACTIONS));
        assertThat(((RoomEvent.Reacted) change(unreact(BIA, "c2", 1, emoji(50)))).count())
                .isZero();
        assertThat(((RoomEvent.Reacted) change(react(BIA, "c3", 1, emoji(7)))).count())
                .isEqualTo(2);

        change(unreact(ANA, "c4", 1, emoji(7)));
        assertThat(append(LOBBY, react(BIA, "c1", 1, emoji(50))))
                .isEqualTo(refused(Appended.Reason.TOO_MANY_REACTIONS));
        change(unreact(BIA, "c5", 1, emoji(7)));
        assertThat(((RoomEvent.Reacted) change(react(BIA, "c1", 1, emoji(50)))).count())
                .isEqualTo(1);
    }

    @Test
    void allUsersAreCountedAndTheFirstAreNamed() {
        int users = ProtocolLimits.REACTION_USERS_MAX + 5;
        change(draft(ANA, "c0", "text"));
        append(
                LOBBY,
                IntStream.range(0, users)
                        .mapToObj(i -> react(user(i), "c", 1, "👍"))
                        .toList());

        assertThat(reactions()).hasSize(1);
        assertThat(reactions().get(0).count()).isEqualTo(users);
        assertThat(reactions().get(0).users())
                .isEqualTo(IntStream.range(0, ProtocolLimits.REACTION_USERS_MAX)
                        .mapToObj(i -> user(i).id())
                        .toList());

        // Those who are not named are known all the same.
        Author last = user(users - 1);
        assertThat(((RoomEvent.Reacted) change(react(last, "c1", 1, "👍"))).count())
                .isEqualTo(users);
        assertThat(((RoomEvent.Reacted) change(unreact(last, "c2", 1, "👍"))).count())
                .isEqualTo(users - 1);
        assertThat(((RoomEvent.Reacted) change(unreact(last, "c3", 1, "👍"))).count())
                .isEqualTo(users - 1);
        assertThat(reactions().get(0).count()).isEqualTo(users - 1);
    }

    @Test
    void pageCountsReactionsToo() {
        append(LOBBY, List.of(draft(ANA, "c0", "text"), draft(ANA, "c1", "text")));
        append(
                LOBBY,
                IntStream.range(0, 60)
                        .mapToObj(i -> react(user(i), "c", 1, "👍"))
                        .toList());
        int both = Draft.weightBytes(post(1)) + Draft.weightBytes(post(2));

        assertThat(Draft.weightBytes(post(1))).isGreaterThan(Draft.weightBytes(post(2)) + 60 * 30);
        assertThat(seqs(read(LOBBY, PageRequest.after(0, 2, both)))).containsExactly(1L, 2L);
        assertThat(seqs(read(LOBBY, PageRequest.after(0, 2, both - 1)))).containsExactly(1L);
    }

    @Test
    void deletedMessageLosesReactionsAndPin() {
        append(
                LOBBY,
                List.of(
                        draft(ANA, "c1", "text"),
                        react(BIA, "c2", 1, "👍"),
                        pin(BIA, "c3", 1),
                        draft(ANA, "c4", "other"),
                        pin(ANA, "c5", 4),
                        delete(ANA, "c6", 1)));

        assertThat(reactions()).isEmpty();
        assertThat(post(1).state().pinned()).isFalse();
        assertThat(pins()).containsExactly(post(4));
    }

    @Test
    void pinnedMessagesAreShownAsTheyAreNowBySeq() {
        append(LOBBY, List.of(draft(ANA, "c1", "one"), draft(ANA, "c2", "two"), draft(ANA, "c3", "three")));
        RoomEvent pinned = change(pin(BIA, "c4", 3));
        append(LOBBY, List.of(pin(BIA, "c5", 1), edit(ANA, "c6", 1, "uno"), react(BIA, "c7", 3, "👍")));

        assertThat(pinned).isEqualTo(new RoomEvent.Pinned(LOBBY, 4, pinned.at(), BIA, pinned.cid(), 3, true));
        assertThat(pins()).containsExactly(post(1), post(3));
        assertThat(post(1).state().pinned()).isTrue();
        assertThat(post(1).text().value()).isEqualTo("uno");

        RoomEvent off = change(unpin(ANA, "c8", 3));
        assertThat(off).isEqualTo(new RoomEvent.Pinned(LOBBY, 8, off.at(), ANA, off.cid(), 3, false));
        assertThat(pins()).containsExactly(post(1));
        assertThat(post(3).state().pinned()).isFalse();
        assertThat(await(store().pins(JAZZ))).isEmpty();
    }

    @Test
    void pinThatIsAsAskedIsAnEventAndChangesNothing() {
        append(LOBBY, List.of(draft(ANA, "c1", "one"), draft(ANA, "c2", "two"), pin(ANA, "c3", 1)));

        assertThat(append(LOBBY, List.of(pin(BIA, "c4", 1), unpin(BIA, "c5", 2))))
                .extracting(StoreFixture::committedSeq)
                .containsExactly(4L, 5L);
        assertThat(pins()).containsExactly(post(1));
    }

    @Test
    void roomHasSoManyPinsAndNoMore() {
        int max = ProtocolLimits.PINS_MAX;
        append(
                LOBBY,
                IntStream.rangeClosed(1, max + 1)
                        .mapToObj(i -> draft(ANA, "c" + i, "text"))
                        .toList());
        append(
                LOBBY,
                LongStream.rangeClosed(1, max)
                        .mapToObj(i -> pin(ANA, "p" + i, i))
                        .toList());
        assertThat(seqs(pins())).isEqualTo(range(1, max));

        Draft more = pin(ANA, "more", max + 1);
        assertThat(append(LOBBY, more)).isEqualTo(refused(Appended.Reason.TOO_MANY_PINS));
        change(pin(ANA, "again", 5));
        assertThat(append(LOBBY, more)).isEqualTo(refused(Appended.Reason.TOO_MANY_PINS));
        assertThat(append(JAZZ, List.of(draft(ANA, "j1", "text"), pin(ANA, "j2", 1))))
                .extracting(StoreFixture::committedSeq)
                .containsExactly(1L, 2L);

        assertThat(append(LOBBY, List.of(unpin(ANA, "off", 5), more, delete(ANA, "gone", 6), pin(ANA, "once", 5))))
                .allMatch(appended -> appended instanceof Appended.Committed);
        assertThat(pins()).hasSize(max);
    }

    @Test
    void topicIsThatOfTheNewestChange() {
        RoomEvent first = committed(append(JAZZ, topic(ANA, "c1", "São João")));
        assertThat(first)
                .isEqualTo(new RoomEvent.TopicChanged(JAZZ, 1, first.at(), ANA, first.cid(), new Topic("São João")));
        append(LOBBY, draft(ANA, "c2", "text"));
        RoomName quiet = new RoomName("quiet");
        append(quiet, List.of(topic(ANA, "c3", "one"), topic(BIA, "c4", "two"), topic(BIA, "c5", "two")));
        append(JAZZ, draft(ANA, "c6", "text"));

        assertThat(await(store().rooms()))
                .containsExactlyInAnyOrder(
                        StoredRoom.of(JAZZ, RoomSettings.of(JAZZ), new Topic("São João"), 2),
                        StoredRoom.of(LOBBY, RoomSettings.of(LOBBY), Topic.NONE, 1),
                        StoredRoom.of(quiet, RoomSettings.of(quiet), new Topic("two"), 3));
        append(JAZZ, topic(BIA, "c7", ""));
        assertThat(await(store().rooms())).contains(StoredRoom.of(JAZZ, RoomSettings.of(JAZZ), Topic.NONE, 3));
        assertThat(log(JAZZ).get(0)).isEqualTo(first);
    }
}

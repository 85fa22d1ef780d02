package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostedAfterTest {
    private static final RoomName LOBBY = RoomName.LOBBY;
    private static final Emoji HEART = new Emoji("❤️");
    private static final Emoji THUMB = new Emoji("👍");
    private static final RoomEvent.Posted POST =
            RoomEvent.Posted.fresh(LOBBY, 1, 1, user(0), new Cid("c"), new MessageText("first"), null);

    private static Author user(int number) {
        return new Author(new UserId("u" + number), new UserName("User"));
    }

    private static RoomEvent.Reacted reacted(int user, Emoji emoji, boolean on, int count) {
        return new RoomEvent.Reacted(LOBBY, 9, 1, user(user), new Cid("c"), 1, emoji, on, count);
    }

    private static RoomEvent.Edited edited(long seq, String text) {
        return new RoomEvent.Edited(LOBBY, seq, 1, user(0), new Cid("c"), 1, new MessageText(text), Mentions.NONE);
    }

    private static List<UserId> users(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> user(number).id()).toList();
    }

    @Test
    void newestEditGivesTheText() {
        RoomEvent.Posted post = POST.after(edited(3, "third")).after(edited(2, "second"));

        assertThat(post.text().value()).isEqualTo("third");
        assertThat(post.state().editedSeq()).isEqualTo(3);
        assertThat(post.after(edited(3, "third"))).isEqualTo(post);
    }

    @Test
    void reactionsKeepTheOrderInWhichTheyCame() {
        RoomEvent.Posted post = POST.after(reacted(1, HEART, true, 1))
                .after(reacted(2, THUMB, true, 1))
                .after(reacted(3, HEART, true, 2))
                .after(reacted(1, HEART, true, 2));

        assertThat(post.state().reactions())
                .containsExactly(new Reaction(HEART, 2, users(1, 3)), new Reaction(THUMB, 1, users(2)));
        assertThat(post.after(reacted(1, HEART, false, 1)).state().reactions())
                .containsExactly(new Reaction(HEART, 1, users(3)), new Reaction(THUMB, 1, users(2)));
        assertThat(post.after(reacted(2, THUMB, false, 0)).state().reactions())
                .containsExactly(new Reaction(HEART, 2, users(1, 3)));
    }

    @Test
    void oneHundredUsersAreNamedAndAllAreCounted() {
        RoomEvent.Posted post = POST;
        for (int i = 1; i <= ProtocolLimits.REACTION_USERS_MAX + 1; i++) {
            post = post.after(reacted(i, HEART, true, i));
        }

        Reaction reaction = post.state().reactions().get(0);
        assertThat(reaction.count()).isEqualTo(101);
        assertThat(reaction.users()).hasSize(100).doesNotContain(user(101).id());
    }

    @Test
    void repliesAreCountedOnce() {
        RoomEvent.Posted post = POST.answeredBy(4).answeredBy(7).answeredBy(4).answeredBy(7);

        assertThat(post.state().replies()).isEqualTo(2);
        assertThat(post.state().lastReply()).isEqualTo(7);
    }

    @Test
    void deletedMessageKeepsItsPlaceInTheThreadAndNothingElse() {
        RoomEvent.Posted post = POST.after(edited(2, "second"))
                .after(reacted(1, HEART, true, 1))
                .after(new RoomEvent.Pinned(LOBBY, 4, 1, user(1), new Cid("c"), 1, true))
                .answeredBy(5)
                .after(new RoomEvent.Deleted(LOBBY, 6, 1, user(0), new Cid("c"), 1));

        assertThat(post.text()).isEqualTo(MessageText.ERASED);
        assertThat(post.state()).isEqualTo(new PostState(null, true, false, 1, 5L, List.of()));
        assertThat(post.after(reacted(1, HEART, true, 1)).after(edited(7, "again")))
                .isEqualTo(post);
        assertThat(post.answeredBy(8).state().replies()).isEqualTo(2);
    }
}

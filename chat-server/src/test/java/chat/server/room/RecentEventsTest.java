package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.store.Draft;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final int ENOUGH = 1 << 20;

    private final RecentEvents recent = new RecentEvents();

    private static RoomEvent event(long seq, int length) {
        return RoomEvent.Posted.fresh(
                RoomName.LOBBY,
                seq,
                1,
                TestMember.visitor("Ana").user().asAuthor(),
                new Cid("c" + seq),
                new MessageText("x".repeat(length)),
                null);
    }

    private void add(long first, long last, int length) {
        recent.add(LongStream.rangeClosed(first, last)
                .mapToObj(seq -> event(seq, length))
                .toList());
    }

    private Optional<List<Long>> after(long seq, int eventsMax, int bytesMax) {
        return recent.after(seq, eventsMax, bytesMax)
                .map(page -> page.stream().map(RoomEvent::seq).toList());
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(after(0, 10, ENOUGH)).isEmpty();
    }

    @Test
    void pageHoldsWhatFollowsThePosition() {
        add(5, 9, 10);
        add(10, 10, 10);

        assertThat(after(4, 10, ENOUGH)).contains(List.of(5L, 6L, 7L, 8L, 9L, 10L));
        assertThat(after(7, 2, ENOUGH)).contains(List.of(8L, 9L));
        assertThat(after(10, 10, ENOUGH)).contains(List.of());
        assertThat(after(3, 10, ENOUGH)).isEmpty();
    }

    @Test
    void pageEndsBeforeItsBytesArePassedButHoldsOneEvent() {
        add(1, 10, 1_000);
        int each = Draft.weightBytes(event(1, 1_000));

        assertThat(after(0, 10, 3 * each)).contains(List.of(1L, 2L, 3L));
        assertThat(after(0, 10, 3 * each - 1)).contains(List.of(1L, 2L));
        assertThat(after(4, 10, 1)).contains(List.of(5L));
    }

    @Test
    void oldestEventsAreForgottenWhenThereAreTooMany() {
        add(1, RecentEvents.EVENTS_MAX, 1);
        assertThat(after(0, 1, ENOUGH)).contains(List.of(1L));

        add(RecentEvents.EVENTS_MAX + 1, RecentEvents.EVENTS_MAX + 3, 1);

        assertThat(after(2, 1, ENOUGH)).isEmpty();
        assertThat(after(3, 1, ENOUGH)).contains(List.of(4L));
    }

    @Test
    void oldestEventsAreForgottenWhenTheyWeighTooMuch() {
        int each = Draft.weightBytes(event(1, 8_000));
        int fit = RecentEvents.BYTES_MAX / each;

        add(1, fit + 5, 8_000);

        assertThat(after(4, 1, ENOUGH)).isEmpty();
        assertThat(after(5, 1_000, ENOUGH))
                .hasValueSatisfying(page -> assertThat(page).hasSize(fit));
    }

    @Test
    void nothingIsKnownOfWhatLiesBeforeAHole() {
        add(1, 5, 8_000);

        recent.forget();
        assertThat(after(5, 10, ENOUGH)).isEmpty();
        add(7, 8, 10);

        assertThat(after(4, 10, ENOUGH)).isEmpty();
        assertThat(after(6, 10, ENOUGH)).contains(List.of(7L, 8L));
        add(9, 40, 8_000);
        assertThat(after(39, 10, ENOUGH)).contains(List.of(40L));
    }

    private static final Author ANA = TestMember.visitor("Ana").user().asAuthor();

    private static RoomEvent.Posted post(long seq, String text, @Nullable Long replyTo) {
        return RoomEvent.Posted.fresh(RoomName.LOBBY, seq, 1, ANA, new Cid("c" + seq), new MessageText(text), replyTo);
    }

    private static RoomEvent edit(long seq, long target, String text) {
        return new RoomEvent.Edited(
                RoomName.LOBBY, seq, 1, ANA, new Cid("c" + seq), target, new MessageText(text), Mentions.NONE);
    }

    private static RoomEvent delete(long seq, long target) {
        return new RoomEvent.Deleted(RoomName.LOBBY, seq, 1, ANA, new Cid("c" + seq), target);
    }

    private static RoomEvent react(long seq, long target, String emoji, int count) {
        return new RoomEvent.Reacted(
                RoomName.LOBBY, seq, 1, ANA, new Cid("c" + seq), target, new Emoji(emoji), true, count);
    }

    private RoomEvent at(long seq) {
        return recent.after(seq - 1, 1, ENOUGH).orElseThrow().get(0);
    }

    private RoomEvent.Posted postedAt(long seq) {
        return (RoomEvent.Posted) at(seq);
    }

    @Test
    void messagesAreInTheirPresentState() {
        recent.add(List.of(post(1, "first", null), post(2, "second", null)));
        recent.add(List.of(edit(3, 1, "better"), react(4, 1, "👍", 1), post(5, "reply", 1L)));
        recent.add(List.of(new RoomEvent.Pinned(RoomName.LOBBY, 6, 1, ANA, new Cid("c6"), 1, true)));

        RoomEvent.Posted first = postedAt(1);
        assertThat(first.text().value()).isEqualTo("better");
        assertThat(first.state().editedSeq()).isEqualTo(3);
        assertThat(first.state().pinned()).isTrue();
        assertThat(first.state().replies()).isEqualTo(1);
        assertThat(first.state().lastReply()).isEqualTo(5);
        assertThat(first.state().reactions())
                .singleElement()
                .satisfies(reaction -> assertThat(reaction.count()).isEqualTo(1));
        assertThat(postedAt(2)).isEqualTo(post(2, "second", null));
        assertThat(after(0, 10, ENOUGH)).contains(List.of(1L, 2L, 3L, 4L, 5L, 6L));
    }

    @Test
    void deletedTextIsNowhere() {
        recent.add(List.of(post(1, "secret", null), edit(2, 1, "secret too"), post(3, "other", null)));
        recent.add(List.of(edit(4, 3, "another")));

        recent.add(List.of(delete(5, 1)));

        assertThat(recent.after(0, 10, ENOUGH).toString()).doesNotContain("secret");
        assertThat(postedAt(1).state().deleted()).isTrue();
        assertThat(((RoomEvent.Edited) at(2)).text()).isEqualTo(MessageText.ERASED);
        assertThat(((RoomEvent.Edited) at(4)).text().value()).isEqualTo("another");
    }

    @Test
    void deletedTextIsNowhereWhenAllComesAtOnce() {
        recent.add(List.of(post(1, "secret", null), edit(2, 1, "secret too"), delete(3, 1)));

        assertThat(recent.after(0, 10, ENOUGH).toString()).doesNotContain("secret");
        assertThat(after(0, 10, ENOUGH)).contains(List.of(1L, 2L, 3L));
    }

    @Test
    void changesOfWhatIsNotHereChangeNothing() {
        recent.add(List.of(edit(7, 3, "text"), delete(8, 3), post(9, "reply", 3L), react(10, 7, "👍", 1)));

        assertThat(after(6, 10, ENOUGH)).contains(List.of(7L, 8L, 9L, 10L));
    }

    @Test
    void whatMessagesGrowByCounts() {
        int messages = 100;
        add(1, messages, 1);
        for (int i = 1; i <= messages; i++) {
            recent.add(List.of(edit(messages + i, i, "x".repeat(2_000))));
        }

        long oldest = 1;
        while (after(oldest - 1, 1, ENOUGH).isEmpty()) {
            oldest++;
        }
        List<RoomEvent> kept = recent.after(oldest - 1, RecentEvents.EVENTS_MAX, Integer.MAX_VALUE)
                .orElseThrow();
        assertThat(kept.stream().mapToInt(Draft::weightBytes).sum())
                .isBetween(RecentEvents.BYTES_MAX - 3_000, RecentEvents.BYTES_MAX);
    }
}

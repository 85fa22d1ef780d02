package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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
        int each = Weight.ofEvent(event(1, 1_000));

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
        int each = Weight.ofEvent(event(1, 8_000));
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
}

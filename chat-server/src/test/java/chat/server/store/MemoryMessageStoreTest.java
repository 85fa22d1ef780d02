package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.server.config.ServerConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryMessageStoreTest extends MessageStoreContract {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_000_000));
    private static final RoomName FOLK = new RoomName("folk");

    /** What one event of {@link #text} weighs. */
    private static final int EACH = text(0).weightBytes();

    private int cids;

    @Override
    protected MessageStore open() {
        return new MemoryMessageStore(new ServerConfig.MemoryStore(10_000, 1 << 24, 1 << 28, 100_000), CLOCK);
    }

    private static MemoryMessageStore open(int roomEventsMax, int roomBytesMax, long totalBytesMax, int cidsMax) {
        return new MemoryMessageStore(
                new ServerConfig.MemoryStore(roomEventsMax, roomBytesMax, totalBytesMax, cidsMax), CLOCK);
    }

    private static Draft text(int number) {
        return draft(ANA, "c" + number, "text %06d".formatted(number));
    }

    /** Appends so many events of equal weight, one by one. */
    private void write(MessageStore store, RoomName room, int count) {
        for (int i = 0; i < count; i++) {
            committed(await(appendAll(store, room, List.of(text(cids++)))).get(0));
        }
    }

    private static Page all(MessageStore store, RoomName room) {
        return await(store.read(room, PageRequest.newest(100_000, Integer.MAX_VALUE)));
    }

    @Test
    void eventsCarryTheTimeOfTheClock() {
        assertThat(committed(append(LOBBY, text(1))).at()).isEqualTo(1_000_000);
    }

    @Test
    void everyInstanceIsAnEpochOfItsOwn() {
        assertThat(open().epoch()).isNotEqualTo(open().epoch());
    }

    @Test
    void roomKeepsItsNewestEvents() {
        MessageStore store = open(10, 1 << 24, 1 << 28, 1_000);
        write(store, LOBBY, 10);
        assertThat(all(store, LOBBY).first()).isEqualTo(1);

        write(store, LOBBY, 25);

        Page page = all(store, LOBBY);
        assertThat(seqs(page)).isEqualTo(range(26, 35));
        assertThat(page.first()).isEqualTo(26);
        assertThat(page.last()).isEqualTo(35);
    }

    @Test
    void roomKeepsItsNewestBytes() {
        MessageStore store = open(1_000, 10 * EACH, 1 << 28, 1_000);

        write(store, LOBBY, 11);

        assertThat(seqs(all(store, LOBBY))).isEqualTo(range(2, 11));
    }

    @Test
    void roomKeepsItsNewestEventHoweverHeavy() {
        MessageStore store = open(1_000, 10 * EACH, 1 << 28, 1_000);
        write(store, LOBBY, 5);

        await(appendAll(store, LOBBY, List.of(draft(ANA, "heavy", "x".repeat(8_000)))));

        assertThat(seqs(all(store, LOBBY))).containsExactly(6L);
        write(store, LOBBY, 1);
        assertThat(seqs(all(store, LOBBY))).containsExactly(7L);
    }

    @Test
    void positionBeforeTheFirstKeptEventReadsFromThere() {
        MessageStore store = open(10, 1 << 24, 1 << 28, 1_000);
        write(store, LOBBY, 30);

        Page page = await(store.read(LOBBY, PageRequest.after(3, 4, BYTES_ENOUGH)));

        // Whoever asks sees by first that events 4 to 20 are missing.
        assertThat(seqs(page)).containsExactly(21L, 22L, 23L, 24L);
        assertThat(page.first()).isEqualTo(21);
        assertThat(seqs(await(store.read(LOBBY, PageRequest.before(21, 4, BYTES_ENOUGH)))))
                .isEmpty();
    }

    @Test
    void roomsWrittenToLongestAgoLoseTheirOldestEventsFirst() {
        MessageStore store = open(1_000, 1 << 24, 30L * EACH, 1_000);
        write(store, LOBBY, 10);
        write(store, JAZZ, 10);
        write(store, FOLK, 9);
        write(store, LOBBY, 1);
        assertThat(all(store, JAZZ).first()).isEqualTo(1);

        write(store, FOLK, 4);

        assertThat(seqs(all(store, JAZZ))).isEqualTo(range(5, 10));
        assertThat(seqs(all(store, LOBBY))).isEqualTo(range(1, 11));
        write(store, FOLK, 8);
        assertThat(seqs(all(store, JAZZ))).isEmpty();
        assertThat(seqs(all(store, LOBBY))).isEqualTo(range(3, 11));
        assertThat(seqs(all(store, FOLK))).isEqualTo(range(1, 21));
    }

    @Test
    void seqGoesOnWhenAllEventsOfARoomWereForgotten() {
        MessageStore store = open(1_000, 1 << 24, 10L * EACH, 1_000);
        write(store, LOBBY, 5);

        write(store, JAZZ, 10);

        Page forgotten = all(store, LOBBY);
        assertThat(forgotten).isEqualTo(new Page(List.of(), 6, 5));
        assertThat(await(store.rooms())).contains(StoredRoom.of(LOBBY, RoomSettings.of(LOBBY), Topic.NONE, 5));
        write(store, LOBBY, 2);
        assertThat(seqs(all(store, LOBBY))).containsExactly(6L, 7L);
        assertThat(seqs(all(store, JAZZ))).isEqualTo(range(3, 10));
    }

    @Test
    void capHoldsForOneRoomAlone() {
        MessageStore store = open(1_000, 1 << 24, 10L * EACH, 1_000);

        write(store, LOBBY, 25);

        assertThat(seqs(all(store, LOBBY))).isEqualTo(range(16, 25));
    }

    @Test
    void cidIsKnownLongerThanItsEvent() {
        MessageStore store = open(2, 1 << 24, 1 << 28, 1_000);
        write(store, LOBBY, 10);

        assertThat(await(appendAll(store, LOBBY, List.of(text(0)))))
                .containsExactly(new Appended.Duplicate(LOBBY, 1, 1_000_000));
    }

    @Test
    void onlyTheNewestCidsAreRemembered() {
        MessageStore store = open(1_000, 1 << 24, 1 << 28, 3);
        write(store, LOBBY, 4);

        assertThat(await(store.find(LOBBY, text(0)))).isEmpty();
        assertThat(await(store.find(LOBBY, text(1)))).contains(new Appended.Duplicate(LOBBY, 2, 1_000_000));
        assertThat(committedSeq(await(appendAll(store, LOBBY, List.of(text(0)))).get(0)))
                .isEqualTo(5);
    }

    @Test
    void pagesAgreeWithAPlainList() {
        Random random = new Random(20260301);
        MessageStore store = open(100, 60 * EACH, 1 << 28, 10);
        List<RoomEvent> kept = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Draft draft = draft(ANA, "c" + i, "x".repeat(1 + random.nextInt(40)));
            kept.add(committed(await(appendAll(store, LOBBY, List.of(draft))).get(0)));
            while (kept.size() > 100 || weight(kept) > 60 * EACH) {
                kept.remove(0);
            }
            long first = kept.get(0).seq();
            long seq = first - 5 + random.nextInt(kept.size() + 10);
            int max = 1 + random.nextInt(30);
            List<RoomEvent> after =
                    kept.stream().filter(event -> event.seq() > seq).limit(max).toList();
            List<RoomEvent> before =
                    kept.stream().filter(event -> event.seq() < seq).toList();

            assertThat(await(store.read(LOBBY, PageRequest.after(seq, max, BYTES_ENOUGH))))
                    .isEqualTo(new Page(after, first, i + 1));
            assertThat(await(store.read(LOBBY, PageRequest.before(seq, max, BYTES_ENOUGH))))
                    .isEqualTo(new Page(before.subList(Math.max(0, before.size() - max), before.size()), first, i + 1));
        }
    }

    private static int weight(List<RoomEvent> events) {
        return events.stream()
                .mapToInt(event -> Draft.weightBytes(((RoomEvent.Posted) event).text()))
                .sum();
    }
}

package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.Mentions;
import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.server.config.ServerConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the memory store's bounds mean for what is about messages: those that it forgot, and all that it can look at. */
class MemoryBoundsTest {
    private static final RoomName LOBBY = RoomName.LOBBY;
    private static final Appended NO_SUCH_TARGET = new Appended.Refused(Appended.Reason.NO_SUCH_TARGET);

    private int cids;

    private static MessageStore store(int roomEventsMax, int roomBytesMax) {
        return new MemoryMessageStore(
                new ServerConfig.MemoryStore(roomEventsMax, roomBytesMax, 1 << 28, 100_000),
                InstantSource.fixed(Instant.ofEpochMilli(1_000)));
    }

    private List<Appended> append(MessageStore store, List<Draft> drafts) {
        return StoreFixture.await(store.append(LOBBY, RoomSettings.of(LOBBY), drafts));
    }

    private void write(MessageStore store, int count, String text) {
        append(
                store,
                IntStream.range(0, count)
                        .mapToObj(i -> draft(BIA, "w" + cids++, text))
                        .toList());
    }

    private static List<Long> seqs(MessageStore store) {
        PageRequest all = PageRequest.newest(1_000, 1 << 28);
        return StoreFixture.await(store.read(LOBBY, all)).events().stream()
                .map(RoomEvent::seq)
                .toList();
    }

    @Test
    void forgottenMessageIsNoTarget() {
        MessageStore store = store(5, 1 << 20);
        append(store, List.of(draft(ANA, "c1", "text"), edit(ANA, "c2", 1, "other"), draft(ANA, "c3", "kept")));
        write(store, 3, "text");

        assertThat(append(
                        store,
                        List.of(
                                edit(ANA, "d1", 1, "x"),
                                delete(ANA, "d2", 1),
                                react(ANA, "d3", 1, "👍"),
                                pin(ANA, "d4", 1),
                                reply(ANA, "d5", "x", 1))))
                .containsOnly(NO_SUCH_TARGET);
        assertThat(StoreFixture.await(store.versions(LOBBY, 1))).isEmpty();
        assertThat(append(store, List.of(edit(ANA, "d6", 3, "x"))).get(0)).isInstanceOf(Appended.Committed.class);
    }

    @Test
    void forgottenMessageIsNotPinned() {
        MessageStore store = store(2 * ProtocolLimits.PINS_MAX, 1 << 20);
        write(store, ProtocolLimits.PINS_MAX, "text");
        append(
                store,
                LongStream.rangeClosed(1, ProtocolLimits.PINS_MAX)
                        .mapToObj(i -> pin(ANA, "p" + i, i))
                        .toList());
        assertThat(append(store, List.of(draft(ANA, "c1", "text"), pin(ANA, "c2", 201)))
                        .get(1))
                .isInstanceOf(Appended.Committed.class);

        List<RoomEvent> pins = StoreFixture.await(store.pins(LOBBY));

        // Messages 1 and 2 went when the last two events came.
        assertThat(pins)
                .extracting(RoomEvent::seq)
                .startsWith(3L, 4L)
                .endsWith(100L, 201L)
                .hasSize(99);
    }

    @Test
    void threadOutlivesItsFirstMessage() {
        MessageStore store = store(3, 1 << 20);
        append(
                store,
                List.of(
                        draft(ANA, "c1", "text"),
                        reply(ANA, "c2", "answer", 1),
                        draft(ANA, "c3", "other"),
                        reply(BIA, "c4", "deeper", 2)));

        Page thread = StoreFixture.await(store.thread(LOBBY, 1, PageRequest.newest(10, 1 << 20)));

        assertThat(seqs(store)).containsExactly(2L, 3L, 4L);
        assertThat(thread.events()).extracting(RoomEvent::seq).containsExactly(2L, 4L);
        assertThat(thread.first()).isEqualTo(2);
        assertThat(((RoomEvent.Posted) thread.events().get(1)).replyTo()).isEqualTo(1);
    }

    @Test
    void forgottenMessagesAreNeitherUnreadNorFound() throws ProtocolException {
        MessageStore store = store(5, 1 << 20);
        write(store, 8, "word");

        assertThat(StoreFixture.await(store.readMarks().advance(ANA.id(), LOBBY, 0)))
                .isEqualTo(new ReadMark(LOBBY, 0, 5, 0, 8));
        assertThat(search(store, "word", Optional.empty()).hits())
                .extracting(hit -> hit.post().seq())
                .containsExactly(8L, 7L, 6L, 5L, 4L);
    }

    @Test
    void deletedTextWeighsNothing() {
        MessageStore store = store(1_000, 20_000);
        append(store, List.of(draft(ANA, "c1", "x".repeat(4_000)), edit(ANA, "c2", 1, "y".repeat(4_000))));
        append(store, List.of(delete(ANA, "c3", 1)));

        write(store, 50, "x");

        assertThat(seqs(store)).startsWith(1L).hasSize(53);
    }

    @Test
    void editedTextsWeighBothWays() {
        MessageStore store = store(1_000, 20_000);
        append(store, List.of(draft(ANA, "c1", "x".repeat(4_000)), edit(ANA, "c2", 1, "short")));

        write(store, 60, "x");

        // The first text is kept, as a version.
        assertThat(seqs(store)).doesNotContain(1L).contains(2L);
    }

    private static MessageSearch.Found search(MessageStore store, String typed, Optional<String> cursor)
            throws ProtocolException {
        return StoreFixture.await(store.search()
                .search(new MessageSearch.Request(
                        ANA.id(), SearchQuery.parse(typed), Optional.empty(), Optional.empty(), cursor, 10)));
    }

    /** How many calls it takes to find the needle, which is the oldest message. */
    private int callsUntilFound(MessageStore store) throws ProtocolException {
        Optional<String> cursor = Optional.empty();
        for (int calls = 1; ; calls++) {
            MessageSearch.Found found = search(store, "needle", cursor);
            if (!found.hits().isEmpty()) {
                assertThat(found.hits()).extracting(hit -> hit.post().seq()).containsExactly(1L);
                assertThat(found.next()).isEmpty();
                return calls;
            }
            assertThat(found.next()).isPresent().isNotEqualTo(cursor);
            cursor = found.next();
        }
    }

    @Test
    void oneSearchPassesByABoundedNumberOfEvents() throws ProtocolException {
        MessageStore store = store(30_000, 1 << 26);
        write(store, 1, "needle");
        write(store, 9_999, "hay");
        assertThat(callsUntilFound(store)).isEqualTo(1);

        write(store, 10_001, "hay");
        assertThat(callsUntilFound(store)).isEqualTo(3);
    }

    @Test
    void oneSearchLooksThroughABoundedAmountOfText() throws ProtocolException {
        MessageStore store = store(30_000, 1 << 26);
        write(store, 1, "needle");
        write(store, 40, "hay ".repeat(2_000));

        assertThat(callsUntilFound(store)).isEqualTo(3);
    }

    @Test
    void whoReadLongestAgoLosesItsMarks() {
        Map<RoomName, MemoryLog> logs = new HashMap<>();
        List<RoomName> rooms = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            RoomName room = new RoomName("room" + i);
            rooms.add(room);
            MemoryLog log = new MemoryLog(room, RoomSettings.of(room));
            log.add(new RoomEvent.TopicChanged(room, 1, 1, ANA, new Cid("c1"), Topic.NONE), 1);
            logs.put(room, log);
        }
        MemoryReadMarks marks = new MemoryReadMarks(this, logs, 4);
        for (String user : List.of("a", "b", "a", "c")) {
            for (int i = 0; i < (user.equals("b") ? 2 : 1); i++) {
                StoreFixture.await(marks.advance(author(user, "User").id(), rooms.get(i), 0));
            }
        }
        StoreFixture.await(marks.advance(author("a", "User").id(), rooms.get(0), 0));
        StoreFixture.await(marks.advance(author("c", "User").id(), rooms.get(1), 0));

        assertThat(rooms(marks, "b")).isEmpty();
        assertThat(rooms(marks, "a")).hasSize(1);
        assertThat(rooms(marks, "c")).hasSize(2);
        StoreFixture.await(marks.advance(author("e", "User").id(), rooms.get(0), 0));
        assertThat(rooms(marks, "a")).hasSize(1);
        assertThat(rooms(marks, "c")).hasSize(2);
        for (RoomName room : rooms) {
            StoreFixture.await(marks.advance(author("d", "User").id(), room, 0));
        }
        assertThat(rooms(marks, "d")).isEqualTo(rooms);
        assertThat(rooms(marks, "a")).isEmpty();
    }

    @Test
    void headsOfDeletedRoomsAreBounded() {
        MessageStore store = store(10, 1 << 20);
        for (int i = 0; i <= MemoryMessageStore.DELETED_MAX; i++) {
            RoomName room = new RoomName("room" + i);
            StoreFixture.await(store.append(room, RoomSettings.of(room), List.of(draft(ANA, "c" + i, "text"))));
            StoreFixture.await(store.delete(room, StoreFixture.deletion(room)));
        }

        assertThat(StoreFixture.await(store.rooms()))
                .hasSize(MemoryMessageStore.DELETED_MAX)
                .noneMatch(room -> room.room().equals(new RoomName("room0")))
                .anyMatch(room -> room.room().equals(new RoomName("room1")));
    }

    @Test
    void privateRoomLeavesNothingBehind() {
        MessageStore store = store(10, 1 << 20);
        RoomName room = new RoomName("~pabcdefghijklmnopqrstuvwx2");
        StoreFixture.await(store.append(room, RoomSettings.of(room), List.of(founding(ANA, "c1"))));

        StoreFixture.await(store.delete(room, StoreFixture.deletion(room)));

        assertThat(StoreFixture.await(store.rooms())).isEmpty();
    }

    @Test
    void membersOutliveTheEventsThatMadeThem() {
        MessageStore store = store(2, 1 << 20);
        RoomName room = new RoomName("~pabcdefghijklmnopqrstuvwx2");
        List<Draft> drafts = List.of(
                founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.READER), draft(ANA, "c3", "a"), draft(ANA, "c4", "b"));
        StoreFixture.await(store.append(room, RoomSettings.of(room), drafts));

        assertThat(StoreFixture.await(store.rooms()).get(0).members()).containsOnlyKeys(ANA.id(), BIA.id());
        assertThat(StoreFixture.await(store.readMarks().of(BIA.id(), Optional.empty(), 10)))
                .containsExactly(new ReadMark(room, 1, 2, 0, 4));
    }

    @Test
    void forgottenMessageCallsNobody() {
        MessageStore store = store(2, 1 << 20);
        Mentions bia = new Mentions(List.of(BIA.id()), false);
        append(store, List.of(calling(ANA, "c1", "@Bia", bia), calling(ANA, "c2", "@Bia", bia)));
        assertThat(StoreFixture.await(store.readMarks().advance(BIA.id(), LOBBY, 0))
                        .mentions())
                .isEqualTo(2);

        append(store, List.of(draft(ANA, "c3", "text")));

        assertThat(StoreFixture.await(store.readMarks().advance(BIA.id(), LOBBY, 0)))
                .isEqualTo(new ReadMark(LOBBY, 0, 2, 1, 3));
    }

    private static List<RoomName> rooms(MemoryReadMarks marks, String user) {
        return StoreFixture.await(marks.of(author(user, "User").id(), Optional.empty(), 10)).stream()
                .map(ReadMark::room)
                .toList();
    }
}

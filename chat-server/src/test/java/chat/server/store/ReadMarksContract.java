package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.topic;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.RoomName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: how far users have read, and what is unread. */
abstract class ReadMarksContract extends ThreadsContract {

    /** What a mark says, but for the moment it says it of. */
    private record Read(RoomName room, long seq, int unread) {
        static Read of(ReadMark mark) {
            return new Read(mark.room(), mark.seq(), mark.unread());
        }
    }

    private Read advance(Author user, RoomName room, long seq) {
        return Read.of(await(store().readMarks().advance(user.id(), room, seq)));
    }

    private List<Read> marks(Author user) {
        return await(store().readMarks().of(user.id(), Optional.empty(), ProtocolLimits.LIST_PAGE_MAX)).stream()
                .map(Read::of)
                .toList();
    }

    @Test
    void marksSayOfWhichMomentTheyAre() {
        write(BIA, LOBBY, 3);
        assertThat(await(store().readMarks().advance(ANA.id(), LOBBY, 2)).asOf())
                .isEqualTo(3);
        append(LOBBY, List.of(topic(BIA, "t", "Jazz")));

        assertThat(await(store().readMarks().of(ANA.id(), Optional.empty(), 10)))
                .containsExactly(new ReadMark(LOBBY, 2, 1, 0, 4));
        assertThat(await(store().readMarks().advance(ANA.id(), JAZZ, 2))).isEqualTo(ReadMark.none(JAZZ));
    }

    /** So many messages in a row. */
    private void write(Author from, RoomName room, int count) {
        append(
                room,
                IntStream.range(0, count)
                        .mapToObj(i -> draft(from, "w" + room.value().hashCode() + "-" + i, "text"))
                        .toList());
    }

    @Test
    void markMovesForwardOnly() {
        write(BIA, LOBBY, 10);

        assertThat(advance(ANA, LOBBY, 4)).isEqualTo(new Read(LOBBY, 4, 6));
        assertThat(advance(ANA, LOBBY, 2)).isEqualTo(new Read(LOBBY, 4, 6));
        assertThat(advance(ANA, LOBBY, 4)).isEqualTo(new Read(LOBBY, 4, 6));
        assertThat(advance(ANA, LOBBY, 9)).isEqualTo(new Read(LOBBY, 9, 1));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 9, 1));
    }

    @Test
    void markBeyondTheHeadIsTheHead() {
        write(BIA, LOBBY, 3);

        assertThat(advance(ANA, LOBBY, Long.MAX_VALUE)).isEqualTo(new Read(LOBBY, 3, 0));
        append(LOBBY, draft(BIA, "more", "text"));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 3, 1));
    }

    @Test
    void markCanStandBeforeTheFirstMessage() {
        write(BIA, LOBBY, 3);

        assertThat(advance(ANA, LOBBY, 0)).isEqualTo(new Read(LOBBY, 0, 3));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 0, 3));
    }

    @Test
    void roomWithoutALogHasNoMark() {
        assertThat(advance(ANA, JAZZ, 5)).isEqualTo(new Read(JAZZ, 0, 0));
        assertThat(marks(ANA)).isEmpty();

        write(BIA, JAZZ, 1);
        assertThat(marks(ANA)).isEmpty();
        assertThat(advance(ANA, JAZZ, 0)).isEqualTo(new Read(JAZZ, 0, 1));
    }

    @Test
    void everyUserHasMarksOfItsOwn() {
        write(ANA, LOBBY, 2);
        write(BIA, LOBBY, 3);

        assertThat(advance(ANA, LOBBY, 0)).isEqualTo(new Read(LOBBY, 0, 3));
        assertThat(advance(BIA, LOBBY, 1)).isEqualTo(new Read(LOBBY, 1, 1));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 0, 3));
        assertThat(marks(Drafts.author("u3", "Caio"))).isEmpty();
    }

    @Test
    void onlyMessagesOfOthersAreUnread() {
        append(
                LOBBY,
                List.of(
                        draft(BIA, "c1", "text"),
                        draft(ANA, "c2", "own"),
                        edit(BIA, "c3", 1, "other"),
                        react(BIA, "c4", 2, "👍"),
                        pin(BIA, "c5", 2),
                        topic(BIA, "c6", "topic"),
                        reply(BIA, "c7", "answer", 2)));

        assertThat(advance(ANA, LOBBY, 0)).isEqualTo(new Read(LOBBY, 0, 2));
        assertThat(advance(ANA, LOBBY, 1)).isEqualTo(new Read(LOBBY, 1, 1));
        assertThat(advance(ANA, LOBBY, 6)).isEqualTo(new Read(LOBBY, 6, 1));
        assertThat(advance(ANA, LOBBY, 7)).isEqualTo(new Read(LOBBY, 7, 0));
    }

    @Test
    void deletedMessagesAreNotUnread() {
        write(BIA, LOBBY, 5);
        advance(ANA, LOBBY, 1);
        append(LOBBY, List.of(delete(BIA, "d1", 1), delete(BIA, "d2", 3)));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 1, 3));

        append(LOBBY, List.of(reply(BIA, "c6", "text", 3), delete(BIA, "d3", 5)));

        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 1, 3));
    }

    @Test
    void unreadIsExactAsFarAsItIsTold() {
        write(BIA, LOBBY, ProtocolLimits.UNREAD_MAX);
        write(ANA, JAZZ, 2);
        append(LOBBY, draft(ANA, "own", "text"));
        assertThat(advance(ANA, LOBBY, 0).unread()).isEqualTo(999);

        append(LOBBY, draft(BIA, "one-more", "text"));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 0, 1_000));
        append(LOBBY, draft(BIA, "and-more", "text"));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 0, 1_000));

        append(LOBBY, List.of(delete(BIA, "d1", 7), delete(BIA, "d2", 8)));
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 0, 999));
        assertThat(advance(ANA, LOBBY, 2).unread()).isEqualTo(997);
    }

    @Test
    void marksAreListedByRoomInPages() {
        List<RoomName> rooms =
                List.of(new RoomName("a-b"), new RoomName("a.b"), JAZZ, LOBBY, new RoomName("são"), new RoomName("室"));
        for (RoomName room : rooms) {
            write(BIA, room, 2);
        }
        for (int i : new int[] {3, 0, 5, 1, 4, 2}) {
            advance(ANA, rooms.get(i), 1);
        }

        assertThat(marks(ANA)).extracting(Read::room).isEqualTo(rooms);
        assertThat(marks(ANA)).extracting(Read::unread).containsOnly(1);
        ReadMarks marks = store().readMarks();
        assertThat(await(marks.of(ANA.id(), Optional.empty(), 2)))
                .containsExactly(new ReadMark(rooms.get(0), 1, 1, 0, 2), new ReadMark(rooms.get(1), 1, 1, 0, 2));
        assertThat(await(marks.of(ANA.id(), Optional.of(rooms.get(1)), 2)))
                .extracting(ReadMark::room)
                .containsExactly(JAZZ, LOBBY);
        assertThat(await(marks.of(ANA.id(), Optional.of(new RoomName("b")), 1)))
                .extracting(ReadMark::room)
                .containsExactly(JAZZ);
        assertThat(await(marks.of(ANA.id(), Optional.of(rooms.get(5)), 2))).isEmpty();
    }

    @Test
    void marksOfSomeInOneRoomAreToldTogether() {
        Author caio = Drafts.author("u3", "Caio");
        write(BIA, LOBBY, 5);
        write(BIA, JAZZ, 2);
        advance(ANA, LOBBY, 4);
        advance(BIA, LOBBY, 2);
        advance(ANA, JAZZ, 1);
        ReadMarks marks = store().readMarks();

        assertThat(await(marks.among(Set.of(ANA.id(), BIA.id(), caio.id()), LOBBY)))
                .isEqualTo(Map.of(ANA.id(), 4L, BIA.id(), 2L));
        assertThat(await(marks.among(Set.of(BIA.id()), LOBBY))).isEqualTo(Map.of(BIA.id(), 2L));
        assertThat(await(marks.among(Set.of(BIA.id()), JAZZ))).isEmpty();
        assertThat(await(marks.among(Set.of(), LOBBY))).isEmpty();
        assertThat(await(marks.among(Set.of(ANA.id()), new RoomName("nowhere"))))
                .isEmpty();
    }

    @Test
    void furthestOfParallelMarksStays() {
        write(BIA, LOBBY, 100);

        List<Read> told = inParallel(
                8,
                reader -> LongStream.rangeClosed(1, 12)
                        .map(i -> Math.min(100, reader + 8 * i))
                        .mapToObj(seq -> advance(ANA, LOBBY, seq))
                        .reduce((earlier, later) -> later.seq() >= earlier.seq() ? later : new Read(LOBBY, -1, 0))
                        .orElseThrow());

        assertThat(told).allMatch(mark -> mark.seq() >= 96);
        assertThat(marks(ANA)).containsExactly(new Read(LOBBY, 100, 0));
    }
}

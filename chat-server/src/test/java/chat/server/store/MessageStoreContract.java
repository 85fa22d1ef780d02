package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessageStore} does; a backend's test extends this and adds what is its own. Written against the
 * interface alone: {@link AppendContract} is its first part, {@link ModelContract} its last; here are rooms, callers that do not
 * wait for each other, and the end.
 */
public abstract class MessageStoreContract extends ModelContract {
    private static final int WRITERS = 6;
    private static final int CALLS = 30;

    @Test
    void callsForOneRoomTakeEffectInTheirOrder() {
        List<CompletionStage<List<Appended>>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(appendAll(store(), LOBBY, List.of(draft(ANA, "a" + i, "text"), draft(BIA, "b" + i, "text"))));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(await(calls.get(i)))
                    .extracting(StoreFixture::committedSeq)
                    .containsExactly(2L * i + 1, 2L * i + 2);
        }
    }

    @Test
    void roomsAreListedWithTitleAndNewestSeq() {
        RoomName quiet = new RoomName("quiet");
        await(store().append(
                        quiet, RoomSettings.of(new RoomTitle("Quiet, please")), List.of(draft(ANA, "c0", "text"))));
        append(JAZZ, draft(ANA, "c1", "text"));
        append(JAZZ, draft(ANA, "c2", "text"));

        assertThat(await(store().rooms()))
                .containsExactlyInAnyOrder(
                        StoredRoom.of(JAZZ, RoomSettings.of(JAZZ), Topic.NONE, 2),
                        StoredRoom.of(quiet, RoomSettings.of(new RoomTitle("Quiet, please")), Topic.NONE, 1));
    }

    @Test
    void roomKeepsTheTitleOfItsFirstEvent() {
        append(JAZZ, draft(ANA, "c1", "text"));

        await(store().append(JAZZ, RoomSettings.of(new RoomTitle("Another title")), List.of(draft(ANA, "c2", "text"))));

        assertThat(await(store().rooms())).containsExactly(StoredRoom.of(JAZZ, RoomSettings.of(JAZZ), Topic.NONE, 2));
    }

    @Test
    void roomIsThereFromItsFirstCommittedEventOn() {
        append(LOBBY, draft(ANA, "c1", "text"));
        await(store().append(JAZZ, RoomSettings.of(new RoomTitle("Refused")), List.of(draft(ANA, "c1", "other text"))));
        append(JAZZ, List.of());
        assertThat(await(store().rooms())).extracting(StoredRoom::room).containsExactly(LOBBY);

        await(store().append(
                        JAZZ,
                        RoomSettings.of(new RoomTitle("Taken")),
                        List.of(draft(ANA, "c1", "other text"), draft(ANA, "c2", "text"))));

        assertThat(await(store().rooms()))
                .contains(StoredRoom.of(JAZZ, RoomSettings.of(new RoomTitle("Taken")), Topic.NONE, 1));
    }

    @Test
    void epochIsAWordThatStays() {
        String epoch = store().epoch();

        assertThat(epoch).matches("[!-~]{1," + ProtocolLimits.EPOCH_LENGTH_MAX + "}");
        append(LOBBY, draft(ANA, "c1", "text"));
        assertThat(store().epoch()).isEqualTo(epoch);
    }

    @Test
    void closedStoreRefusesWhatIsAppended() {
        append(LOBBY, draft(ANA, "c1", "text"));
        store().close();

        assertThat(append(LOBBY, List.of(draft(ANA, "c2", "two"), draft(ANA, "c3", "three"))))
                .containsExactly(refused(Appended.Reason.UNAVAILABLE), refused(Appended.Reason.UNAVAILABLE));
    }

    @Test
    void closingAgainDoesNothing() {
        store().close();
        store().close();

        assertThat(append(LOBBY, draft(ANA, "c1", "text"))).isEqualTo(refused(Appended.Reason.UNAVAILABLE));
    }

    @Test
    void writersOfManyThreadsAndRoomsLeaveNoGap() {
        List<RoomName> rooms = List.of(LOBBY, JAZZ, new RoomName("third"));

        List<Map<RoomName, List<RoomEvent>>> told = inParallel(WRITERS, writer -> write(writer, rooms));

        for (RoomName room : rooms) {
            List<RoomEvent> log =
                    read(room, PageRequest.after(0, 1_000, BYTES_ENOUGH)).events();
            assertThat(log).extracting(RoomEvent::seq).isEqualTo(range(1, WRITERS * CALLS * 3));
            assertThat(told.stream().flatMap(each -> each.getOrDefault(room, List.of()).stream()))
                    .containsExactlyInAnyOrderElementsOf(log);
            for (Map<RoomName, List<RoomEvent>> each : told) {
                assertThat(each.get(room)).extracting(RoomEvent::seq).isSorted();
            }
        }
    }

    /** One writer: calls of one to five drafts to every room in turn, none of them awaited before the next. */
    private Map<RoomName, List<RoomEvent>> write(int writer, List<RoomName> rooms) {
        Author author = author("w" + writer, "Writer");
        Map<RoomName, List<CompletionStage<List<Appended>>>> calls = new HashMap<>();
        int cid = 0;
        for (int call = 0; call < CALLS; call++) {
            for (RoomName room : rooms) {
                List<Draft> drafts = new ArrayList<>();
                for (int i = 0; i <= 2 * (call % 3); i++) {
                    drafts.add(draft(author, "c" + cid++, "text " + cid));
                }
                calls.computeIfAbsent(room, key -> new ArrayList<>()).add(appendAll(store(), room, drafts));
            }
        }
        Map<RoomName, List<RoomEvent>> events = new HashMap<>();
        calls.forEach((room, stages) -> events.put(
                room,
                stages.stream()
                        .flatMap(stage -> await(stage).stream())
                        .map(StoreFixture::committed)
                        .toList()));
        return events;
    }

    @Test
    void sameCidTenTimesInParallelIsOneEvent() {
        for (int round = 0; round < 20; round++) {
            Draft draft = draft(ANA, "c" + round, "text " + round);

            List<Appended> results = inParallel(10, i -> append(LOBBY, draft));

            List<Appended> committed = results.stream()
                    .filter(result -> result instanceof Appended.Committed)
                    .toList();
            assertThat(committed).hasSize(1);
            RoomEvent event = committed(committed.get(0));
            assertThat(event.seq()).isEqualTo(round + 1);
            results.removeAll(committed);
            assertThat(results).hasSize(9).containsOnly(new Appended.Duplicate(LOBBY, event.seq(), event.at()));
        }
        assertThat(seqs(read(LOBBY, PageRequest.after(0, 100, BYTES_ENOUGH)))).isEqualTo(range(1, 20));
    }
}

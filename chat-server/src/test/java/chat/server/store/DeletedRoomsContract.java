package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.slow;
import static chat.server.store.Drafts.topic;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Mentions;
import chat.protocol.ReadMark;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: what is left of a room that was deleted. */
abstract class DeletedRoomsContract extends MentionsContract {
    private void fill() {
        append(
                JAZZ,
                List.of(
                        role(ANA, "c1", ANA, Role.OWNER),
                        calling(ANA, "c2", "@Bia segredo", new Mentions(List.of(BIA.id()), false)),
                        reply(ANA, "c3", "segredo", 2),
                        pin(ANA, "c4", 2),
                        topic(ANA, "c5", "Swing"),
                        slow(ANA, "c6", 30)));
        await(store().readMarks().advance(BIA.id(), JAZZ, 1));
    }

    @Test
    void nothingIsLeftButTheHead() {
        fill();
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));

        StoredRoom left = room(JAZZ);
        assertThat(left.deleted()).isTrue();
        assertThat(left.seq()).isEqualTo(7);
        assertThat(left.members()).isEmpty();
        assertThat(left.topic()).isEqualTo(Topic.NONE);
        assertThat(read(JAZZ, PageRequest.newest(10, BYTES_ENOUGH))).isEqualTo(new Page(List.of(), 8, 7));
        assertThat(await(store().thread(JAZZ, 2, PageRequest.newest(10, BYTES_ENOUGH))))
                .isEqualTo(new Page(List.of(), 1, 0));
        assertThat(await(store().pins(JAZZ))).isEmpty();
        assertThat(await(store().versions(JAZZ, 2))).isEmpty();
        assertThat(search(query("segredo"), Optional.empty(), Optional.empty(), 10))
                .isEmpty();
        assertThat(await(store().readMarks().of(BIA.id(), Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void roomOfTheSameNameIsAnotherOneThatCountsOn() {
        fill();
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));
        RoomSettings settings = RoomSettings.of(new RoomTitle("De novo"));

        assertThat(await(store().append(
                                JAZZ,
                                settings,
                                List.of(
                                        reply(BIA, "d1", "text", 2),
                                        draft(BIA, "d2", "text"),
                                        draft(BIA, "d3", "segredo")))))
                .satisfiesExactly(
                        gone -> assertThat(gone).isEqualTo(refused(Appended.Reason.NO_SUCH_TARGET)),
                        first -> assertThat(committedSeq(first)).isEqualTo(8),
                        second -> assertThat(committedSeq(second)).isEqualTo(9));

        assertThat(room(JAZZ)).isEqualTo(new StoredRoom(JAZZ, settings, Topic.NONE, 9, Map.of(), false));
        assertThat(read(JAZZ, PageRequest.after(0, 10, BYTES_ENOUGH)).first()).isEqualTo(8);
        assertThat(log(JAZZ)).extracting(RoomEvent::seq).containsExactly(8L, 9L);
        assertThat(search(query("segredo"), Optional.empty(), Optional.empty(), 10))
                .extracting(hit -> hit.post().seq())
                .containsExactly(9L);
        assertThat(await(store().readMarks().advance(ANA.id(), JAZZ, 8))).isEqualTo(new ReadMark(JAZZ, 8, 1, 0, 9));
    }

    @Test
    void settingsOfARoomThatDidNotComeAboutAreForgotten() {
        fill();
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));

        await(store().append(JAZZ, RoomSettings.of(new RoomTitle("Refused")), List.of(pin(BIA, "d1", 2))));
        assertThat(room(JAZZ).deleted()).isTrue();
        await(store().append(JAZZ, RoomSettings.of(new RoomTitle("Taken")), List.of(draft(BIA, "d2", "text"))));

        assertThat(room(JAZZ).title()).isEqualTo(new RoomTitle("Taken"));
        assertThat(room(JAZZ).deleted()).isFalse();
    }

    @Test
    void cidsOfADeletedRoomStandForWhatTheyStoodFor() {
        fill();
        long at = log(JAZZ).get(2).at();
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));

        assertThat(append(JAZZ, reply(ANA, "c3", "segredo", 2))).isEqualTo(new Appended.Duplicate(JAZZ, 3, at));
        assertThat(append(LOBBY, reply(ANA, "c3", "segredo", 2))).isEqualTo(refused(Appended.Reason.CID_REUSED));
    }

    @Test
    void privateRoomIsGone() {
        append(BAND, List.of(founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.MEMBER), draft(ANA, "c3", "segredo")));
        append(CHOIR, List.of(founding(ANA, "c4"), draft(ANA, "c5", "segredo")));
        await(store().delete(BAND, StoreFixture.deletion(BAND)));

        assertThat(await(store().rooms()))
                .filteredOn(room -> !room.deleted())
                .extracting(StoredRoom::room)
                .containsExactly(CHOIR);
        assertThat(read(BAND, PageRequest.newest(10, BYTES_ENOUGH)).events()).isEmpty();
        assertThat(search(query("segredo"), Optional.empty(), Optional.empty(), 10))
                .extracting(hit -> hit.post().room())
                .containsExactly(CHOIR);
        assertThat(await(store().readMarks().of(ANA.id(), Optional.empty(), 10)))
                .extracting(ReadMark::room)
                .containsExactly(CHOIR);
    }

    /** After a deletion whose outcome nobody was told, say. */
    @Test
    void nothingButItsMakerBeginsARoomThatNotEverybodyMayRead() {
        append(BAND, List.of(founding(ANA, "c1"), draft(ANA, "c2", "segredo")));
        await(store().delete(BAND, StoreFixture.deletion(BAND)));

        assertThat(append(
                        BAND,
                        List.of(
                                draft(ANA, "d1", "text"),
                                role(ANA, "d2", BIA, Role.OWNER),
                                invite(ANA, "d3", BIA, Role.MEMBER),
                                slow(ANA, "d4", 5),
                                topic(ANA, "d5", "Swing"))))
                .hasSize(5)
                .containsOnly(refused(Appended.Reason.NO_SUCH_ROOM));
        assertThat(append(CHOIR, draft(ANA, "d6", "text"))).isEqualTo(refused(Appended.Reason.NO_SUCH_ROOM));
        assertThat(await(store().rooms())).filteredOn(room -> !room.deleted()).isEmpty();
    }

    @Test
    void deletingTakesItsPlaceAmongTheAppends() {
        CompletionStage<List<Appended>> before = appendAll(store(), JAZZ, List.of(draft(ANA, "c1", "one")));
        CompletionStage<Void> deletion = store().delete(JAZZ, StoreFixture.deletion(JAZZ));
        CompletionStage<List<Appended>> after = appendAll(store(), JAZZ, List.of(draft(ANA, "c2", "two")));

        assertThat(committedSeq(await(before).get(0))).isEqualTo(1);
        await(deletion);
        assertThat(committedSeq(await(after).get(0))).isEqualTo(3);
        assertThat(log(JAZZ)).extracting(RoomEvent::seq).containsExactly(3L);
    }

    @Test
    void otherRoomsStay() {
        append(LOBBY, List.of(draft(ANA, "c0", "segredo")));
        await(store().readMarks().advance(BIA.id(), LOBBY, 1));
        fill();
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));
        await(store().delete(BAND, StoreFixture.deletion(BAND)));

        assertThat(log(LOBBY)).hasSize(1);
        assertThat(await(store().readMarks().of(BIA.id(), Optional.empty(), 10)))
                .containsExactly(new ReadMark(LOBBY, 1, 0, 0, 1));
        assertThat(await(store().rooms())).extracting(StoredRoom::room).containsExactlyInAnyOrder(LOBBY, JAZZ);
    }

    @Test
    void deletedAgainItStaysSo() {
        fill();
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));
        append(JAZZ, draft(ANA, "d1", "text"));
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));

        assertThat(room(JAZZ).seq()).isEqualTo(9);
        assertThat(committedSeq(append(JAZZ, draft(ANA, "d2", "text")))).isEqualTo(10);
    }
}

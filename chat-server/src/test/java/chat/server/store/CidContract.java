package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.slow;
import static chat.server.store.Drafts.topic;
import static chat.server.store.Drafts.unpin;
import static chat.server.store.Drafts.unreact;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Role;
import chat.protocol.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: {@code cid} of all kinds of drafts. */
abstract class CidContract extends AppendContract {

    /** One draft of each kind, about messages 1 and 2 of ANA, all under this {@code cid}. */
    private static List<Draft> oneOfEachKind(String cid) {
        return List.of(
                draft(ANA, cid, "text"),
                reply(ANA, cid, "text", 1),
                edit(ANA, cid, 1, "text"),
                delete(ANA, cid, 2),
                react(ANA, cid, 1, "👍"),
                unreact(ANA, cid, 1, "👍"),
                pin(ANA, cid, 1),
                unpin(ANA, cid, 1),
                topic(ANA, cid, "text"),
                slow(ANA, cid, 30),
                role(ANA, cid, BIA, Role.MODERATOR));
    }

    private void twoMessages() {
        append(LOBBY, List.of(draft(ANA, "m1", "one"), draft(ANA, "m2", "two")));
    }

    @Test
    void everyKindOfDraftIsStoredOnce() {
        twoMessages();
        int kinds = oneOfEachKind("c").size();
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < kinds; i++) {
            drafts.add(oneOfEachKind("c" + i).get(i));
        }
        List<RoomEvent> events =
                append(LOBBY, drafts).stream().map(StoreFixture::committed).toList();

        List<Appended> again = append(LOBBY, drafts);

        assertThat(again)
                .isEqualTo(events.stream()
                        .map(event -> new Appended.Duplicate(LOBBY, event.seq(), event.at()))
                        .toList());
        assertThat(again.get(0))
                .isEqualTo(await(store().find(LOBBY, drafts.get(0))).orElseThrow());
        assertThat(log(LOBBY)).hasSize(2 + kinds);
    }

    @Test
    void cidIsOneForAllKindsOfDrafts() {
        twoMessages();
        for (int i = 0; i < oneOfEachKind("c").size(); i++) {
            String cid = "c" + i;
            Draft first = oneOfEachKind(cid).get(i);
            change(first);

            for (Draft other : oneOfEachKind(cid)) {
                boolean same = other.equals(first);
                assertThat(append(LOBBY, other).equals(refused(Appended.Reason.CID_REUSED)))
                        .as("%s behind %s", other, first)
                        .isNotEqualTo(same);
                assertThat(await(store().find(LOBBY, other)).orElseThrow()).isEqualTo(append(LOBBY, other));
            }
        }
    }

    @Test
    void everyPartOfAChangeCounts() {
        twoMessages();
        append(LOBBY, List.of(edit(ANA, "c1", 1, "text"), react(ANA, "c2", 1, "👍"), pin(ANA, "c3", 1)));

        assertThat(append(
                        LOBBY,
                        List.of(
                                edit(ANA, "c1", 1, "other"),
                                edit(ANA, "c1", 2, "text"),
                                react(ANA, "c2", 1, "❤"),
                                react(ANA, "c2", 2, "👍"),
                                unreact(ANA, "c2", 1, "👍"),
                                pin(ANA, "c3", 2),
                                unpin(ANA, "c3", 1))))
                .containsOnly(refused(Appended.Reason.CID_REUSED));
        assertThat(append(JAZZ, pin(ANA, "c3", 1))).isEqualTo(refused(Appended.Reason.CID_REUSED));
    }

    @Test
    void repeatIsADuplicateWhateverHappenedSince() {
        twoMessages();
        Draft edit = edit(ANA, "c1", 1, "text");
        Draft delete = delete(ANA, "c2", 1);
        Draft reply = reply(BIA, "c3", "text", 1);
        List<RoomEvent> events = append(LOBBY, List.of(edit, reply, delete)).stream()
                .map(StoreFixture::committed)
                .toList();

        assertThat(append(LOBBY, List.of(edit, reply, delete)))
                .isEqualTo(events.stream()
                        .map(event -> new Appended.Duplicate(LOBBY, event.seq(), event.at()))
                        .toList());
        assertThat(post(1).text().value()).isEmpty();
    }

    @Test
    void repeatWithinOneCallIsADuplicate() {
        List<Appended> results = append(
                LOBBY,
                List.of(
                        draft(ANA, "c1", "text"),
                        pin(ANA, "c2", 1),
                        pin(ANA, "c2", 1),
                        unpin(ANA, "c2", 1),
                        draft(ANA, "c1", "text")));

        assertThat(results.get(2))
                .isEqualTo(new Appended.Duplicate(
                        LOBBY, 2, committed(results.get(1)).at()));
        assertThat(results.get(3)).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(results.get(4))
                .isEqualTo(new Appended.Duplicate(
                        LOBBY, 1, committed(results.get(0)).at()));
        assertThat(log(LOBBY)).hasSize(2);
    }

    @Test
    void cidOfARefusedDraftIsFree() {
        twoMessages();
        assertThat(append(LOBBY, edit(BIA, "c1", 1, "text"))).isEqualTo(refused(Appended.Reason.NOT_AUTHOR));
        assertThat(append(LOBBY, delete(BIA, "c2", 99))).isEqualTo(refused(Appended.Reason.NO_SUCH_TARGET));
        assertThat(await(store().find(LOBBY, edit(BIA, "c1", 1, "text")))).isEmpty();

        assertThat(append(LOBBY, List.of(draft(BIA, "c1", "three"), draft(BIA, "c2", "four"))))
                .extracting(StoreFixture::committedSeq)
                .containsExactly(3L, 4L);
    }
}

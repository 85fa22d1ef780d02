package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.reply;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.MessageText;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: numbers, order within a call, and {@code cid}. */
abstract class AppendContract extends StoreFixture {
    @Test
    void eventsAreNumberedFromOneWithoutAGap() {
        for (long seq = 1; seq <= 40; seq++) {
            assertThat(committedSeq(append(LOBBY, draft(ANA, "c" + seq, "text"))))
                    .isEqualTo(seq);
        }
    }

    @Test
    void everyRoomCountsForItself() {
        append(LOBBY, draft(ANA, "c1", "one"));
        append(LOBBY, draft(ANA, "c2", "two"));

        assertThat(committedSeq(append(JAZZ, draft(ANA, "c3", "three")))).isEqualTo(1);
        assertThat(committedSeq(append(LOBBY, draft(ANA, "c4", "four")))).isEqualTo(3);
    }

    @Test
    void eventSaysWhatTheDraftSaid() {
        append(LOBBY, draft(ANA, "c1", "one"));

        RoomEvent.Posted event = posted(append(LOBBY, reply(BIA, "c2", "two", 1)));

        assertThat(event)
                .isEqualTo(RoomEvent.Posted.fresh(
                        LOBBY, 2, event.at(), BIA, reply(BIA, "c2", "two", 1).cid(), new MessageText("two"), 1L));
        assertThat(event.at()).isPositive();
    }

    @Test
    void textsAndNamesComeBackAsTheyWere() {
        RoomName room = new RoomName("são-joão");
        String text = "tab\tline\nça va? 漢字 العربية 🏳️‍🌈 ' \" \\ % _ \uFFFD\uE000";
        String longest = "😀".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX);

        await(store().append(
                        room,
                        RoomSettings.of(new RoomTitle("São João 🎉")),
                        List.of(draft(ANA, "c1", text), draft(author("u3", "Œdipe ß"), "c2", longest))));

        List<RoomEvent> events =
                read(room, PageRequest.after(0, 10, BYTES_ENOUGH)).events();
        assertThat(events)
                .extracting(event -> ((RoomEvent.Posted) event).text().value())
                .containsExactly(text, longest);
        assertThat(events.get(1).from()).isEqualTo(author("u3", "Œdipe ß"));
        assertThat(events.get(1).room()).isEqualTo(room);
        assertThat(await(store().rooms()))
                .containsExactly(StoredRoom.of(room, RoomSettings.of(new RoomTitle("São João 🎉")), Topic.NONE, 2));
    }

    @Test
    void resultsStandInTheOrderOfTheDrafts() {
        List<Draft> drafts = IntStream.range(0, 20)
                .mapToObj(i -> draft(ANA, "c" + i, "text " + i))
                .toList();

        List<Appended> results = append(LOBBY, drafts);

        assertThat(results).extracting(StoreFixture::committedSeq).containsExactlyElementsOf(range(1, 20));
        assertThat(results)
                .extracting(result -> committed(result).cid())
                .containsExactlyElementsOf(drafts.stream().map(Draft::cid).toList());
    }

    @Test
    void noDraftsGiveNoResults() {
        assertThat(append(LOBBY, List.of())).isEmpty();
        assertThat(committedSeq(append(LOBBY, draft(ANA, "c1", "text")))).isEqualTo(1);
    }

    @Test
    void oneBadDraftSpoilsNoOther() {
        append(JAZZ, draft(ANA, "used", "text"));

        List<Appended> results = append(
                LOBBY,
                List.of(
                        draft(ANA, "c1", "one"),
                        draft(ANA, "used", "other text"),
                        draft(ANA, "c1", "one"),
                        draft(BIA, "c1", "two")));

        assertThat(committedSeq(results.get(0))).isEqualTo(1);
        assertThat(results.get(1)).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(results.get(2)).isInstanceOf(Appended.Duplicate.class);
        assertThat(committedSeq(results.get(3))).isEqualTo(2);
        assertThat(seqs(read(LOBBY, PageRequest.after(0, 10, BYTES_ENOUGH)))).containsExactly(1L, 2L);
    }

    @Test
    void sameCidAgainIsADuplicateOfTheFirst() {
        append(LOBBY, draft(BIA, "c1", "question"));
        RoomEvent first = committed(append(LOBBY, reply(ANA, "c1", "text", 1)));

        assertThat(append(LOBBY, reply(ANA, "c1", "text", 1)))
                .isEqualTo(new Appended.Duplicate(LOBBY, first.seq(), first.at()));
        assertThat(committedSeq(append(LOBBY, draft(ANA, "c3", "text")))).isEqualTo(3);
    }

    @Test
    void userWhoWasRenamedMeanwhileSendsADuplicateTheSame() {
        RoomEvent first = committed(append(LOBBY, draft(ANA, "c1", "text")));

        assertThat(append(LOBBY, draft(author(ANA.id().value(), "Ana Maria"), "c1", "text")))
                .isEqualTo(new Appended.Duplicate(LOBBY, first.seq(), first.at()));
    }

    @Test
    void sameCidWithOtherContentIsRefused() {
        append(LOBBY, draft(ANA, "c1", "text"));

        assertThat(append(LOBBY, draft(ANA, "c1", "Text"))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(append(LOBBY, reply(ANA, "c1", "text", 1))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(append(JAZZ, draft(ANA, "c1", "text"))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(committedSeq(append(LOBBY, draft(ANA, "c2", "text")))).isEqualTo(2);
    }

    @Test
    void cidBelongsToItsUser() {
        append(LOBBY, draft(ANA, "c1", "text"));

        assertThat(committedSeq(append(LOBBY, draft(BIA, "c1", "other")))).isEqualTo(2);
    }

    @Test
    void cidsDifferByCase() {
        append(LOBBY, draft(ANA, "c1", "text"));

        assertThat(committedSeq(append(LOBBY, draft(ANA, "C1", "text")))).isEqualTo(2);
    }

    @Test
    void findSaysWhatAppendWouldOfAKnownCid() {
        RoomEvent first = committed(append(LOBBY, draft(ANA, "c1", "text")));

        assertThat(await(store().find(LOBBY, draft(ANA, "c1", "text"))))
                .contains(new Appended.Duplicate(LOBBY, first.seq(), first.at()));
        assertThat(await(store().find(LOBBY, draft(ANA, "c1", "other")))).contains(refused(Appended.Reason.CID_REUSED));
        assertThat(await(store().find(JAZZ, draft(ANA, "c1", "text")))).contains(refused(Appended.Reason.CID_REUSED));
        assertThat(await(store().find(LOBBY, draft(BIA, "c1", "text")))).isEmpty();
    }

    @Test
    void findKeepsNothing() {
        assertThat(await(store().find(LOBBY, draft(ANA, "c1", "text")))).isEmpty();
        assertThat(committedSeq(append(LOBBY, draft(ANA, "c1", "other")))).isEqualTo(1);
    }
}

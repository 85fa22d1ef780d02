package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.unpin;
import static chat.server.store.Drafts.unreact;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.PostState;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of {@link MessageStoreContract}: edits, deletes, and earlier texts. */
abstract class EditsContract extends PagesContract {
    private static final Appended NO_SUCH_TARGET = refused(Appended.Reason.NO_SUCH_TARGET);
    private static final Appended NOT_AUTHOR = refused(Appended.Reason.NOT_AUTHOR);

    private List<Version> versions(long target) {
        return await(store().versions(LOBBY, target));
    }

    private static Version version(RoomEvent event, String text) {
        return new Version(event.seq(), event.at(), new MessageText(text));
    }

    @Test
    void editGivesAMessageAnotherText() {
        RoomEvent.Posted posted = (RoomEvent.Posted) change(draft(ANA, "c1", "first"));
        RoomEvent edited = change(edit(ANA, "c2", 1, "second"));

        assertThat(edited)
                .isEqualTo(new RoomEvent.Edited(
                        LOBBY, 2, edited.at(), ANA, edited.cid(), 1, new MessageText("second"), Mentions.NONE));
        assertThat(edited.cid().value()).isEqualTo("c2");
        assertThat(log(LOBBY))
                .containsExactly(
                        posted.with(new MessageText("second"), new PostState(2L, false, false, 0, null, List.of())),
                        edited);
    }

    @Test
    void newestEditGivesTheText() {
        append(
                LOBBY,
                List.of(
                        draft(ANA, "c1", "first"),
                        edit(ANA, "c2", 1, "second"),
                        draft(BIA, "c3", "other"),
                        edit(ANA, "c4", 1, "third"),
                        edit(ANA, "c5", 1, "third")));

        assertThat(post(1).text().value()).isEqualTo("third");
        assertThat(post(1).state().editedSeq()).isEqualTo(5);
        assertThat(post(3).text().value()).isEqualTo("other");
        assertThat(log(LOBBY).get(1))
                .extracting(event -> ((RoomEvent.Edited) event).text().value())
                .isEqualTo("second");
    }

    @Test
    void deleteErasesTheTextAndThatOfItsEdits() {
        change(draft(ANA, "c1", "secret one"));
        change(edit(ANA, "c2", 1, "secret two"));
        change(draft(ANA, "c3", "kept"));
        change(edit(ANA, "c4", 3, "kept too"));
        change(edit(ANA, "c5", 1, "secret three"));
        RoomEvent deleted = change(delete(ANA, "c6", 1));

        assertThat(deleted).isEqualTo(new RoomEvent.Deleted(LOBBY, 6, deleted.at(), ANA, deleted.cid(), 1));
        List<RoomEvent> log = log(LOBBY);
        assertThat(seqs(log)).isEqualTo(range(1, 6));
        assertThat(log.toString()).doesNotContain("secret").contains("kept", "kept too");
        assertThat(post(1).text()).isEqualTo(MessageText.ERASED);
        assertThat(post(1).state()).isEqualTo(new PostState(null, true, false, 0, null, List.of()));
        assertThat(log.get(4)).isInstanceOf(RoomEvent.Edited.class);
        assertThat(log.get(5)).isEqualTo(deleted);
    }

    @Test
    void everyPageShowsMessagesAsTheyAreNow() {
        append(LOBBY, List.of(draft(ANA, "c1", "first"), draft(ANA, "c2", "gone"), draft(ANA, "c3", "third")));
        append(LOBBY, List.of(edit(ANA, "c4", 1, "changed"), delete(ANA, "c5", 2), react(BIA, "c6", 3, "👍")));

        for (PageRequest request : List.of(
                PageRequest.after(0, 3, BYTES_ENOUGH),
                PageRequest.before(4, 3, BYTES_ENOUGH),
                PageRequest.newest(6, BYTES_ENOUGH))) {
            List<RoomEvent> events = read(LOBBY, request).events();
            assertThat(events.subList(0, 3)).containsExactly(post(1), post(2), post(3));
        }
        assertThat(post(1).text().value()).isEqualTo("changed");
        assertThat(post(2).state().deleted()).isTrue();
        assertThat(post(3).state().reactions()).hasSize(1);
    }

    @Test
    void pageCountsTextsAsTheyAreShown() {
        append(LOBBY, List.of(draft(ANA, "c1", "x"), draft(ANA, "c2", "x"), draft(ANA, "c3", "x".repeat(1_000))));
        append(LOBBY, List.of(edit(ANA, "c4", 2, "y".repeat(500)), delete(ANA, "c5", 3)));
        List<RoomEvent> log = log(LOBBY);
        int all = log.stream().mapToInt(Draft::weightBytes).sum();

        assertThat(read(LOBBY, PageRequest.after(0, 10, all)).events()).isEqualTo(log);
        assertThat(seqs(read(LOBBY, PageRequest.after(0, 10, all - 1)))).isEqualTo(range(1, 4));
        assertThat(seqs(read(LOBBY, PageRequest.newest(10, all - 1)))).isEqualTo(range(2, 5));
    }

    @Test
    void changesTakeEffectWithinOneCall() {
        List<Appended> results = append(
                LOBBY,
                List.of(
                        edit(ANA, "c0", 1, "too early"),
                        draft(ANA, "c1", "first"),
                        edit(ANA, "c2", 1, "second"),
                        delete(BIA, "c3", 1),
                        delete(ANA, "c4", 1),
                        edit(ANA, "c5", 1, "too late"),
                        reply(BIA, "c6", "answer", 1)));

        assertThat(results.get(0)).isEqualTo(NO_SUCH_TARGET);
        assertThat(results.get(3)).isEqualTo(NOT_AUTHOR);
        assertThat(results.get(5)).isEqualTo(NO_SUCH_TARGET);
        assertThat(seqs(log(LOBBY))).isEqualTo(range(1, 4));
        assertThat(post(1).state()).isEqualTo(new PostState(null, true, false, 1, 4L, List.of()));
        assertThat(log(LOBBY).get(1))
                .extracting(event -> ((RoomEvent.Edited) event).text())
                .isEqualTo(MessageText.ERASED);
    }

    @Test
    void onlyItsAuthorChangesAMessage() {
        change(draft(ANA, "c1", "text"));

        assertThat(append(LOBBY, edit(BIA, "c2", 1, "other"))).isEqualTo(NOT_AUTHOR);
        assertThat(append(LOBBY, delete(BIA, "c3", 1))).isEqualTo(NOT_AUTHOR);
        assertThat(append(LOBBY, delete(author("u3", ANA.name().value()), "c4", 1)))
                .isEqualTo(NOT_AUTHOR);
        assertThat(post(1).text().value()).isEqualTo("text");

        RoomEvent edited = change(edit(author(ANA.id().value(), "Ana Maria"), "c5", 1, "other"));
        assertThat(edited.from().name().value()).isEqualTo("Ana Maria");
        assertThat(post(1).from()).isEqualTo(ANA);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 2, 3, 4, 5, 6, 7, 8, Long.MAX_VALUE})
    void whatIsNoMessageHasNoChangesAndNoAnswers(long target) {
        append(
                JAZZ,
                List.of(draft(ANA, "j1", "1"), draft(ANA, "j2", "2"), draft(ANA, "j3", "3"), draft(ANA, "j4", "4")));
        append(
                LOBBY,
                List.of(
                        draft(ANA, "c1", "text"),
                        edit(ANA, "c2", 1, "text"),
                        react(ANA, "c3", 1, "👍"),
                        pin(ANA, "c4", 1),
                        Drafts.topic(ANA, "c5", "topic"),
                        delete(ANA, "c6", 1)));

        assertThat(append(
                        LOBBY,
                        List.of(
                                edit(ANA, "d1", target, "x"),
                                delete(ANA, "d2", target),
                                react(ANA, "d3", target, "👍"),
                                unreact(ANA, "d4", target, "👍"),
                                pin(ANA, "d5", target),
                                unpin(ANA, "d6", target),
                                reply(ANA, "d7", "x", target))))
                .containsOnly(NO_SUCH_TARGET);
        assertThat(append(new RoomName("empty"), reply(ANA, "d8", "x", 1))).isEqualTo(NO_SUCH_TARGET);
        assertThat(versions(target)).isEmpty();
        assertThat(log(LOBBY)).hasSize(6);
    }

    @Test
    void deletedMessageCanBeAnsweredAndNothingElse() {
        append(LOBBY, List.of(draft(ANA, "c1", "text"), delete(ANA, "c2", 1)));

        assertThat(append(
                        LOBBY,
                        List.of(
                                edit(ANA, "d1", 1, "x"),
                                edit(BIA, "d1", 1, "x"),
                                delete(ANA, "d2", 1),
                                react(ANA, "d3", 1, "👍"),
                                unreact(ANA, "d4", 1, "👍"),
                                pin(ANA, "d5", 1),
                                unpin(ANA, "d6", 1))))
                .containsOnly(NO_SUCH_TARGET);
        assertThat(committedSeq(append(LOBBY, reply(BIA, "c3", "answer", 1)))).isEqualTo(3);
    }

    @Test
    void versionsAreAllTextsOldestFirst() {
        RoomEvent first = change(draft(ANA, "c1", "first"));
        change(draft(ANA, "c2", "other"));
        change(edit(ANA, "c3", 2, "another"));
        RoomEvent second = change(edit(ANA, "c4", 1, "second"));
        RoomEvent third = change(edit(ANA, "c5", 1, "third"));

        assertThat(versions(1))
                .containsExactly(version(first, "first"), version(second, "second"), version(third, "third"));
    }

    @Test
    void messageThatNeverChangedHasOneVersion() {
        RoomEvent first = change(draft(ANA, "c1", "first"));
        change(react(ANA, "c2", 1, "👍"));

        assertThat(versions(1)).containsExactly(version(first, "first"));
    }

    @Test
    void deletedMessageHasNoVersions() {
        append(LOBBY, List.of(draft(ANA, "c1", "first"), edit(ANA, "c2", 1, "second"), delete(ANA, "c3", 1)));

        assertThat(versions(1)).isEmpty();
        assertThat(await(store().versions(JAZZ, 1))).isEmpty();
    }

    @Test
    void versionsAreTheNewestOnes() {
        List<Draft> drafts = new ArrayList<>(List.of(draft(ANA, "c0", "text 0")));
        for (int i = 1; i < ProtocolLimits.VERSIONS_MAX; i++) {
            drafts.add(edit(ANA, "c" + i, 1, "text " + i));
        }
        append(LOBBY, drafts);
        assertThat(versions(1))
                .hasSize(ProtocolLimits.VERSIONS_MAX)
                .first()
                .extracting(Version::seq)
                .isEqualTo(1L);

        change(edit(ANA, "more", 1, "more"));

        assertThat(versions(1)).hasSize(ProtocolLimits.VERSIONS_MAX);
        assertThat(versions(1).get(0).text().value()).isEqualTo("text 1");
        assertThat(versions(1).get(ProtocolLimits.VERSIONS_MAX - 1).text().value())
                .isEqualTo("more");
    }
}

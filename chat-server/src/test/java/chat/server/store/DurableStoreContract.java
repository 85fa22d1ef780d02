package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.editCalling;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.slow;
import static chat.server.store.Drafts.topic;
import static chat.server.store.Drafts.unreact;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Mentions;
import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.ServerMessage.Hit;
import chat.protocol.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link MessageStore} does beyond {@link MessageStoreContract} when it keeps everything across restarts. */
public abstract class DurableStoreContract extends MessageStoreContract {
    private static final RoomName QUIET = new RoomName("são.joão");

    /** A store over what the one before, which is closed, left behind. */
    protected abstract MessageStore reopen() throws Exception;

    private void restart() throws Exception {
        store().close();
        goOnWith(reopen());
    }

    @Override
    final void sometimes() throws Exception {
        restart();
    }

    /** Something of everything. */
    private List<RoomEvent> fill() {
        List<Draft> drafts = List.of(
                draft(ANA, "c1", "olá mundo 🎉"),
                reply(BIA, "c2", "an answer", 1),
                edit(ANA, "c3", 1, "olá outra vez"),
                draft(BIA, "c4", "secret"),
                react(BIA, "c5", 1, "👍"),
                react(ANA, "c6", 1, "👍"),
                pin(ANA, "c7", 2),
                topic(ANA, "c8", "São João"),
                delete(BIA, "c9", 4));
        append(LOBBY, drafts);
        await(store().append(
                        QUIET, RoomSettings.of(new RoomTitle("Quiet, please")), List.of(draft(ANA, "c10", "shh"))));
        return log(LOBBY);
    }

    @Test
    void epochStays() throws Exception {
        String epoch = store().epoch();
        fill();
        restart();

        assertThat(store().epoch()).isEqualTo(epoch);
    }

    @Test
    void storeThatWasNeverWrittenToStaysEmpty() throws Exception {
        String epoch = store().epoch();
        restart();

        assertThat(store().epoch()).isEqualTo(epoch);
        assertThat(await(store().rooms())).isEmpty();
        assertThat(committedSeq(append(LOBBY, draft(ANA, "c1", "text")))).isEqualTo(1);
    }

    @Test
    void logsAndRoomsStay() throws Exception {
        List<RoomEvent> log = fill();
        restart();

        assertThat(log(LOBBY)).isEqualTo(log);
        assertThat(await(store().rooms()))
                .containsExactlyInAnyOrder(
                        StoredRoom.of(LOBBY, RoomSettings.of(LOBBY), new Topic("São João"), 9),
                        StoredRoom.of(QUIET, RoomSettings.of(new RoomTitle("Quiet, please")), Topic.NONE, 1));
    }

    @Test
    void membersSettingsAndMentionsStay() throws Exception {
        Mentions calls = new Mentions(List.of(BIA.id(), ANA.id()), true);
        append(
                BAND,
                List.of(
                        founding(ANA, "m1"),
                        invite(ANA, "m2", BIA, Role.READER),
                        calling(ANA, "m3", "@all @Bia", calls),
                        editCalling(ANA, "m4", 3, "@all", new Mentions(List.of(), true)),
                        slow(ANA, "m5", 30)));
        append(JAZZ, List.of(role(ANA, "m6", ANA, Role.OWNER)));
        append(QUIET, List.of(draft(ANA, "m7", "shh")));
        await(store().delete(QUIET, StoreFixture.deletion(QUIET)));
        List<StoredRoom> rooms = await(store().rooms());
        List<RoomEvent> log = log(BAND);
        ReadMark mark = await(store().readMarks().in(BIA.id(), List.of(BAND))).get(0);
        restart();

        assertThat(await(store().rooms())).containsExactlyInAnyOrderElementsOf(rooms);
        assertThat(room(BAND).members()).hasSize(2);
        assertThat(room(QUIET).deleted()).isTrue();
        assertThat(log(BAND)).isEqualTo(log);
        assertThat(mark).isEqualTo(new ReadMark(BAND, 1, 1, 1, 5));
        assertThat(await(store().readMarks().in(BIA.id(), List.of(BAND)))).containsExactly(mark);
        assertThat(append(CHOIR, founding(ANA, "m1"))).isInstanceOf(Appended.Duplicate.class);
        assertThat(append(BAND, invite(ANA, "m8", BIA, Role.MEMBER)))
                .isEqualTo(refused(Appended.Reason.ALREADY_MEMBER));
        assertThat(committedSeq(append(QUIET, draft(ANA, "m9", "shh")))).isEqualTo(3);
    }

    @Test
    void everyRoomCountsOn() throws Exception {
        fill();
        restart();

        assertThat(committedSeq(append(LOBBY, draft(ANA, "n1", "text")))).isEqualTo(10);
        assertThat(committedSeq(append(QUIET, draft(ANA, "n2", "text")))).isEqualTo(2);
        assertThat(committedSeq(append(JAZZ, draft(ANA, "n3", "text")))).isEqualTo(1);
    }

    @Test
    void cidsStay() throws Exception {
        RoomEvent first = fill().get(0);
        restart();

        assertThat(append(LOBBY, draft(ANA, "c1", "olá mundo 🎉")))
                .isEqualTo(new Appended.Duplicate(LOBBY, 1, first.at()));
        assertThat(await(store().find(LOBBY, pin(ANA, "c7", 2))).orElseThrow())
                .isEqualTo(new Appended.Duplicate(LOBBY, 7, log(LOBBY).get(6).at()));
        assertThat(append(LOBBY, draft(ANA, "c1", "other"))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(append(QUIET, pin(ANA, "c7", 2))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(log(LOBBY)).hasSize(9);
    }

    @Test
    void whatIsKnownOfMessagesStays() throws Exception {
        fill();
        restart();

        assertThat(seqs(await(store().pins(LOBBY)))).containsExactly(2L);
        assertThat(await(store().versions(LOBBY, 1)))
                .extracting(version -> version.text().value())
                .containsExactly("olá mundo 🎉", "olá outra vez");
        assertThat(await(store().versions(LOBBY, 4))).isEmpty();
        assertThat(seqs(await(store().thread(LOBBY, 1, PageRequest.newest(10, BYTES_ENOUGH)))))
                .containsExactly(2L);
        assertThat(append(LOBBY, edit(BIA, "n1", 1, "x"))).isEqualTo(refused(Appended.Reason.NOT_AUTHOR));
        assertThat(append(LOBBY, edit(BIA, "n2", 4, "x"))).isEqualTo(refused(Appended.Reason.NO_SUCH_TARGET));
        assertThat(((RoomEvent.Reacted) change(react(BIA, "n3", 1, "👍"))).count())
                .isEqualTo(2);
        assertThat(((RoomEvent.Reacted) change(unreact(BIA, "n4", 1, "👍"))).count())
                .isEqualTo(1);
    }

    @Test
    void boundsHoldOn() throws Exception {
        int users = ProtocolLimits.REACTION_USERS_MAX + 2;
        append(LOBBY, draft(ANA, "c1", "text"));
        append(
                LOBBY,
                IntStream.range(0, users)
                        .mapToObj(i -> react(author("user" + i, "User"), "c", 1, "👍"))
                        .toList());
        append(
                LOBBY,
                IntStream.range(1, ProtocolLimits.REACTIONS_PER_POST_MAX)
                        .mapToObj(i -> react(ANA, "r" + i, 1, Character.toString(0x1f600 + i)))
                        .toList());
        restart();

        assertThat(append(LOBBY, react(BIA, "c2", 1, "🎉"))).isEqualTo(refused(Appended.Reason.TOO_MANY_REACTIONS));
        RoomEvent off = change(unreact(author("user" + (users - 1), "User"), "c3", 1, "👍"));
        assertThat(((RoomEvent.Reacted) off).count()).isEqualTo(users - 1);
    }

    @Test
    void readMarksStay() throws Exception {
        fill();
        ReadMarks marks = store().readMarks();
        ReadMark first = await(marks.advance(ANA.id(), LOBBY, 1));
        ReadMark second = await(marks.advance(ANA.id(), QUIET, 1));
        restart();

        assertThat(await(store().readMarks().of(ANA.id(), Optional.empty(), 10)))
                .containsExactly(first, second);
        assertThat(await(store().readMarks().advance(ANA.id(), LOBBY, 0))).isEqualTo(first);
    }

    @Test
    void searchGoesOnWhereItWas() throws Exception {
        for (int i = 0; i < 5; i++) {
            append(LOBBY, draft(ANA, "c" + i, "agulha " + i));
        }
        append(LOBBY, List.of(edit(ANA, "e", 2, "palha"), delete(ANA, "d", 3)));
        MessageSearch.Request first = request(Optional.empty());
        MessageSearch.Found found = await(store().search().search(first));
        assertThat(found.hits()).extracting(hit -> hit.post().seq()).containsExactly(5L);
        restart();

        assertThat(found.next()).isPresent();
        List<Hit> hits = await(store().search().search(request(found.next()))).hits();
        assertThat(hits).extracting(hit -> hit.post().seq()).containsExactly(4L);
        assertThat(hits.get(0).post()).isEqualTo(post(4));
    }

    private static MessageSearch.Request request(Optional<String> cursor) throws ProtocolException {
        SearchQuery query = SearchQuery.parse("AGÚLHA");
        return new MessageSearch.Request(ANA.id(), query, Optional.empty(), Optional.empty(), cursor, 1);
    }

    @Test
    void whatIsBeingWrittenWhenTheStoreIsClosedIsStoredOrRefused() throws Exception {
        List<CompletionStage<List<Appended>>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(appendAll(store(), LOBBY, List.of(draft(ANA, "a" + i, "text"), draft(BIA, "b" + i, "text"))));
        }
        store().close();
        calls.add(appendAll(store(), LOBBY, List.of(draft(ANA, "late", "text"))));

        List<Appended> results = new ArrayList<>();
        calls.forEach(call -> results.addAll(await(call)));
        goOnWith(reopen());

        List<RoomEvent> told = results.stream()
                .filter(result -> result instanceof Appended.Committed)
                .map(StoreFixture::committed)
                .toList();
        assertThat(log(LOBBY)).isEqualTo(told);
        assertThat(seqs(told)).isEqualTo(range(1, told.size()));
        assertThat(results.stream().filter(result -> !(result instanceof Appended.Committed)))
                .isNotEmpty()
                .containsOnly(refused(Appended.Reason.UNAVAILABLE));
    }
}

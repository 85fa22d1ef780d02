package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.editCalling;
import static chat.server.store.Drafts.moderate;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Mentions;
import chat.protocol.PostState;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.RoomEvent;
import chat.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: whom messages call, how these are counted, and deletion by who keeps order. */
abstract class MentionsContract extends MembersContract {
    private static final Author CAIO = author("u3", "Caio");
    private static final Mentions BOTH = new Mentions(List.of(BIA.id(), CAIO.id()), false);
    private static final Mentions EVERYBODY = new Mentions(List.of(), true);

    private int mentions(Author user) {
        return await(store().readMarks().advance(user.id(), LOBBY, 0)).mentions();
    }

    @Test
    void eventTellsWhomItCalls() {
        Mentions most = new Mentions(
                IntStream.range(0, ProtocolLimits.MENTIONS_MAX)
                        .mapToObj(i -> new UserId("m" + (99 - i)))
                        .toList(),
                true);

        RoomEvent.Posted post = posted(append(LOBBY, calling(ANA, "c1", "@Bia @Caio", BOTH)));
        append(LOBBY, List.of(calling(ANA, "c2", "@all", EVERYBODY), calling(ANA, "c3", "@todos", most)));

        assertThat(post.mentions()).isEqualTo(BOTH);
        assertThat(log(LOBBY))
                .extracting(event -> ((RoomEvent.Posted) event).mentions())
                .containsExactly(BOTH, EVERYBODY, most);
    }

    @Test
    void editCallsOthers() {
        append(LOBBY, calling(ANA, "c1", "@Bia @Caio", BOTH));
        Mentions bia = new Mentions(List.of(BIA.id()), false);

        change(editCalling(ANA, "c2", 1, "@Bia", bia));
        assertThat(post(1).mentions()).isEqualTo(bia);
        change(edit(ANA, "c3", 1, "nobody"));

        assertThat(post(1).mentions()).isEqualTo(Mentions.NONE);
        assertThat(log(LOBBY).subList(1, 3))
                .extracting(event -> ((RoomEvent.Edited) event).mentions())
                .containsExactly(bia, Mentions.NONE);
    }

    @Test
    void whatIsDeletedCallsNobody() {
        append(
                LOBBY,
                List.of(
                        calling(ANA, "c1", "@Bia @Caio", BOTH),
                        editCalling(ANA, "c2", 1, "@all", EVERYBODY),
                        delete(ANA, "c3", 1)));

        assertThat(post(1).mentions()).isEqualTo(Mentions.NONE);
        assertThat(((RoomEvent.Edited) log(LOBBY).get(1)).mentions()).isEqualTo(Mentions.NONE);
        assertThat(mentions(BIA)).isZero();
    }

    @Test
    void foundMessagesTellWhomTheyCall() {
        append(LOBBY, List.of(calling(ANA, "c1", "@Bia agulha", BOTH)));

        assertThat(search(BIA.id(), query("agulha"), Optional.empty(), Optional.empty(), 10))
                .extracting(hit -> hit.post().mentions())
                .containsExactly(BOTH);
    }

    @Test
    void marksCountWhoIsCalledByOthers() {
        append(
                LOBBY,
                List.of(
                        calling(ANA, "c1", "@Bia @Caio", BOTH),
                        draft(ANA, "c2", "nobody"),
                        calling(BIA, "c3", "@all", EVERYBODY),
                        calling(CAIO, "c4", "@Bia @Caio", BOTH)));

        assertThat(await(store().readMarks().advance(BIA.id(), LOBBY, 0))).isEqualTo(new ReadMark(LOBBY, 0, 3, 2, 4));
        assertThat(await(store().readMarks().in(BIA.id(), List.of(LOBBY))))
                .containsExactly(new ReadMark(LOBBY, 0, 3, 2, 4));
        assertThat(mentions(CAIO)).isEqualTo(2);
        assertThat(mentions(ANA)).isEqualTo(1);
        assertThat(await(store().readMarks().advance(BIA.id(), LOBBY, 1))).isEqualTo(new ReadMark(LOBBY, 1, 2, 1, 4));
        assertThat(await(store().readMarks().of(BIA.id(), Optional.empty(), 10)))
                .containsExactly(new ReadMark(LOBBY, 1, 2, 1, 4));
        assertThat(await(store().readMarks().advance(BIA.id(), LOBBY, 4)).mentions())
                .isZero();
    }

    @Test
    void marksCountWhomTheTextCallsNow() {
        append(LOBBY, List.of(calling(ANA, "c1", "@Bia @Caio", BOTH), draft(ANA, "c2", "nobody")));

        change(edit(ANA, "c3", 1, "nobody"));
        assertThat(mentions(BIA)).isZero();
        change(editCalling(ANA, "c4", 1, "@Bia @Caio", BOTH));
        change(editCalling(ANA, "c5", 2, "@all", EVERYBODY));
        assertThat(mentions(BIA)).isEqualTo(2);
        change(delete(ANA, "c6", 2));

        assertThat(mentions(BIA)).isEqualTo(1);
    }

    @Test
    void whoIsCalledTwiceInOneMessageIsCountedOnce() {
        append(LOBBY, calling(ANA, "c1", "@Bia @all", new Mentions(List.of(BIA.id()), true)));

        assertThat(mentions(BIA)).isEqualTo(1);
    }

    @Test
    void mentionsAreCountedAsFarAsTheUnread() {
        int many = ProtocolLimits.UNREAD_MAX + 3;
        append(
                LOBBY,
                IntStream.range(0, many)
                        .mapToObj(i -> i == 0 ? calling(ANA, "c0", "@Bia", BOTH) : draft(ANA, "c" + i, "text"))
                        .toList());
        assertThat(mentions(BIA)).isEqualTo(1);

        append(
                LOBBY,
                IntStream.range(0, many)
                        .mapToObj(i -> calling(ANA, "d" + i, "@Bia", BOTH))
                        .toList());

        assertThat(mentions(BIA)).isEqualTo(ProtocolLimits.UNREAD_MAX + 1);
    }

    @Test
    void cidStandsForTheTextWhoeverItCalls() {
        RoomEvent first = committed(append(LOBBY, calling(ANA, "c1", "@Bia", BOTH)));

        assertThat(append(LOBBY, draft(ANA, "c1", "@Bia"))).isEqualTo(new Appended.Duplicate(LOBBY, 1, first.at()));
    }

    @Test
    void whoKeepsOrderDeletesWhatOthersSaid() {
        append(LOBBY, List.of(draft(ANA, "c1", "insulto"), draft(ANA, "c2", "text")));

        assertThat(append(LOBBY, delete(BIA, "c3", 1))).isEqualTo(refused(Appended.Reason.NOT_AUTHOR));
        RoomEvent deleted = change(moderate(BIA, "c4", 1));

        assertThat(deleted)
                .isEqualTo(new RoomEvent.Deleted(
                        LOBBY, 3, deleted.at(), BIA, moderate(BIA, "c4", 1).cid(), 1));
        assertThat(post(1).text().value()).isEmpty();
        assertThat(post(1).state()).isEqualTo(new PostState(null, true, false, 0, null, List.of()));
        assertThat(post(1).from()).isEqualTo(ANA);
        assertThat(append(LOBBY, delete(BIA, "c4", 1))).isEqualTo(new Appended.Duplicate(LOBBY, 3, deleted.at()));
        assertThat(append(LOBBY, moderate(BIA, "c5", 1))).isEqualTo(refused(Appended.Reason.NO_SUCH_TARGET));
        assertThat(committedSeq(append(LOBBY, moderate(ANA, "c6", 2)))).isEqualTo(4);
    }
}

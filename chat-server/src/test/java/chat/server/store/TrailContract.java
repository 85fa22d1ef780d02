package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.moderate;
import static chat.server.store.Drafts.remove;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.slow;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.ProtocolLimits;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: what the log's events leave in the trail. */
abstract class TrailContract extends DeletedRoomsContract {
    private static final Author MOD = author("mod", "Moderator");

    @Test
    void whatIsDoneInTheLogByAPowerOverOthersIsInTheTrailOnce() {
        append(LOBBY, List.of(role(MOD, "m0", MOD, Role.OWNER), draft(ANA, "c1", "olá"), draft(ANA, "c2", "olá")));
        List<Draft> drafts = List.of(
                role(MOD, "m1", BIA, Role.MODERATOR),
                moderate(MOD, "m2", 2),
                slow(MOD, "m3", 5),
                delete(ANA, "c3", 3),
                moderate(MOD, "m4", 9),
                role(MOD, "m5", MOD, Role.MEMBER));
        append(LOBBY, drafts);
        append(LOBBY, drafts);

        assertThat(told())
                .containsExactly(
                        "setRoom [] seq=6", "deleteMessage [] seq=2", "setRole [" + BIA.id() + "] role=moderator");
    }

    @Test
    void whatIsDoneToMembersIsInTheTrailOnce() {
        append(BAND, founding(ANA, "c1"));
        List<Draft> drafts = List.of(
                invite(ANA, "c2", BIA, Role.READER),
                remove(ANA, "c3", author("u3", "Caio")),
                invite(ANA, "c4", MOD, Role.MEMBER),
                remove(ANA, "c5", BIA),
                remove(MOD, "c6", MOD));
        append(BAND, drafts);
        append(BAND, drafts);
        await(store().delete(BAND, StoreFixture.deletion(BAND)));
        await(store().delete(BAND, StoreFixture.deletion(BAND)));

        assertThat(told())
                .containsExactly(
                        "deleteRoom [] ",
                        "removeMember [" + BIA.id() + "] ",
                        "invite [" + MOD.id() + "] role=member",
                        "invite [" + BIA.id() + "] role=reader");
    }

    private List<String> told() {
        return await(store().moderation().audit(Long.MAX_VALUE, ProtocolLimits.LIST_PAGE_MAX)).stream()
                .map(stored -> stored.entry().act() + " "
                        + stored.entry().user().stream().toList() + " "
                        + stored.entry().detail())
                .toList();
    }

    /** It was read before, say, and asked for again only now. */
    @Test
    void whatIsErasedDoesNotComeBackByAReport() {
        RoomEvent.Posted post = posted(append(LOBBY, draft(ANA, "c1", "segredo")));
        Report report = new Report(0, post, new Reason("Porque sim."), BIA, 1);
        append(LOBBY, delete(ANA, "c2", 1));

        assertThat(await(store().moderation().report(report, StoreFixture.deletion(LOBBY))))
                .isEqualTo(Moderation.Outcome.GONE);
        assertThat(await(store().moderation().reports(Optional.empty(), 0, 10))).isEmpty();
        assertThat(told()).isEmpty();
    }
}

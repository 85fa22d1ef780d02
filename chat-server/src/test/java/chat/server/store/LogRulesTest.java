package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.moderate;
import static chat.server.store.Drafts.remove;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.settings;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Description;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.Posting;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.SettingsChange;
import chat.protocol.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules about members, settings and moderation, on facts that are written down; {@link ModelContract} has the rest. */
class LogRulesTest {
    private static final RoomName BAND = new RoomName("~pabcdefghijklmnopqrstuvwx2");
    private static final RoomName CHOIR = new RoomName("~pabcdefghijklmnopqrstuvwx3");
    private static final RoomSettings SETTINGS =
            new RoomSettings(new RoomTitle("Jazz"), new Description("Tudo."), Posting.STAFF, false, 5);

    /** Facts of a room with one message of ANA, its {@code seq} 1. */
    private record Facts(Map<UserId, Role> roles) implements LogFacts {
        static Facts of(Author user, Role role) {
            return new Facts(Map.of(user.id(), role));
        }

        Facts and(Author user, Role role) {
            Map<UserId, Role> more = new HashMap<>(roles);
            more.put(user.id(), role);
            return new Facts(more);
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public Optional<Target> message(long seq) {
            return seq == 1 ? Optional.of(new Message()) : Optional.empty();
        }

        @Override
        public int pins() {
            return 0;
        }

        @Override
        public Optional<Role> member(UserId user) {
            return Optional.ofNullable(roles.get(user));
        }

        @Override
        public int members() {
            return roles.size();
        }

        @Override
        public int owners() {
            return (int) roles.values().stream().filter(Role.OWNER::equals).count();
        }

        @Override
        public RoomSettings settings() {
            return SETTINGS;
        }
    }

    private record Message() implements LogFacts.Target {
        @Override
        public UserId author() {
            return ANA.id();
        }

        @Override
        public OptionalLong root() {
            return OptionalLong.empty();
        }

        @Override
        public boolean deleted() {
            return false;
        }

        @Override
        public boolean pinned() {
            return false;
        }

        @Override
        public int emojis() {
            return 0;
        }

        @Override
        public int users(Emoji emoji) {
            return 0;
        }

        @Override
        public boolean hasReaction(UserId user, Emoji emoji) {
            return false;
        }
    }

    private static final Facts NOBODY = new Facts(Map.of());
    private static final Facts ANA_OWNS = Facts.of(ANA, Role.OWNER);

    private static Appended decide(RoomName room, Draft draft, LogFacts facts) {
        return LogRules.decide(draft, new LogRules.Place(room, 7, 5), facts);
    }

    private static Appended refused(Appended.Reason reason) {
        return new Appended.Refused(reason);
    }

    private static void assertTaken(Appended decision) {
        assertThat(decision).isInstanceOf(Appended.Committed.class);
    }

    @Test
    void memberIsAddedOnce() {
        Draft draft = invite(ANA, "c1", BIA, Role.READER);

        assertThat(decide(BAND, draft, ANA_OWNS))
                .isEqualTo(new Appended.Committed(
                        new RoomEvent.MemberAdded(BAND, 7, 5, ANA, draft.cid(), BIA, Role.READER)));
        assertThat(decide(BAND, draft, ANA_OWNS.and(BIA, Role.MEMBER)))
                .isEqualTo(refused(Appended.Reason.ALREADY_MEMBER));
        assertTaken(decide(BAND, founding(ANA, "c1"), NOBODY));
    }

    @Test
    void membersAreBoundedByWhatTheDraftSays() {
        Draft lastPlace = new Draft.AddMember(ANA, draft(ANA, "c1", "x").cid(), BIA, Role.MEMBER, 2);
        Draft noPlace = new Draft.AddMember(ANA, draft(ANA, "c1", "x").cid(), BIA, Role.MEMBER, 1);

        assertTaken(decide(BAND, lastPlace, ANA_OWNS));
        assertThat(decide(BAND, noPlace, ANA_OWNS)).isEqualTo(refused(Appended.Reason.TOO_MANY_MEMBERS));
    }

    @Test
    void publicRoomHasNoMembersToAddOrRemove() {
        assertThat(decide(RoomName.LOBBY, invite(ANA, "c1", BIA, Role.MEMBER), ANA_OWNS))
                .isEqualTo(refused(Appended.Reason.REJECTED));
        assertThat(decide(RoomName.LOBBY, remove(ANA, "c1", ANA), ANA_OWNS))
                .isEqualTo(refused(Appended.Reason.REJECTED));
    }

    @Test
    void lastOwnerStaysAmongOthers() {
        Facts withBia = ANA_OWNS.and(BIA, Role.MODERATOR);

        assertThat(decide(BAND, remove(ANA, "c1", ANA), withBia)).isEqualTo(refused(Appended.Reason.LAST_OWNER));
        assertTaken(decide(BAND, remove(ANA, "c1", BIA), withBia));
        assertTaken(decide(BAND, remove(ANA, "c1", ANA), ANA_OWNS));
        assertTaken(decide(BAND, remove(ANA, "c1", ANA), ANA_OWNS.and(BIA, Role.OWNER)));
        assertThat(decide(BAND, remove(ANA, "c1", BIA), ANA_OWNS)).isEqualTo(refused(Appended.Reason.NO_SUCH_MEMBER));
    }

    @ParameterizedTest
    @EnumSource
    void roomThatHasAnOwnerKeepsOne(Role role) {
        Draft draft = role(ANA, "c1", ANA, role);
        for (RoomName room : List.of(BAND, RoomName.LOBBY)) {
            assertThat(decide(room, draft, ANA_OWNS).equals(refused(Appended.Reason.LAST_OWNER)))
                    .isEqualTo(role != Role.OWNER);
            assertTaken(decide(room, draft, ANA_OWNS.and(BIA, Role.OWNER)));
            assertTaken(decide(room, draft, ANA_OWNS.and(ANA, Role.READER)));
        }
    }

    @Test
    void onlyPublicRoomsKeepRolesOfPeopleWhoAreNoMembers() {
        Draft draft = role(ANA, "c1", BIA, Role.READER);

        assertThat(decide(BAND, draft, ANA_OWNS)).isEqualTo(refused(Appended.Reason.NO_SUCH_MEMBER));
        assertThat(decide(RoomName.LOBBY, draft, NOBODY))
                .isEqualTo(new Appended.Committed(
                        new RoomEvent.RoleChanged(RoomName.LOBBY, 7, 5, ANA, draft.cid(), BIA, Role.READER)));
    }

    @Test
    void publicRoomIsBoundedInRolesItKeeps() {
        Facts full = new Facts(Map.of());
        for (int i = 0; i < Drafts.MEMBERS_MAX; i++) {
            full = full.and(Drafts.author("m" + i, "Membro"), Role.READER);
        }

        assertThat(decide(RoomName.LOBBY, role(ANA, "c1", BIA, Role.READER), full))
                .isEqualTo(refused(Appended.Reason.TOO_MANY_MEMBERS));
        assertTaken(decide(RoomName.LOBBY, role(ANA, "c1", BIA, Role.MEMBER), full));
        assertTaken(decide(RoomName.LOBBY, role(ANA, "c1", Drafts.author("m0", "Membro"), Role.OWNER), full));
    }

    @Test
    void settingsNotSpokenOfStay() {
        Draft draft = settings(ANA, "c1", new SettingsChange(null, null, null, true, null));

        assertThat(decide(BAND, draft, ANA_OWNS))
                .isEqualTo(new Appended.Committed(new RoomEvent.RoomChanged(
                        BAND,
                        7,
                        5,
                        ANA,
                        draft.cid(),
                        new RoomSettings(new RoomTitle("Jazz"), new Description("Tudo."), Posting.STAFF, true, 5))));
    }

    @Test
    void messagesOfOthersAreDeletedByWhoKeepsOrderAndNeverEdited() {
        assertTaken(decide(BAND, delete(ANA, "c1", 1), NOBODY));
        assertThat(decide(BAND, delete(BIA, "c1", 1), NOBODY)).isEqualTo(refused(Appended.Reason.NOT_AUTHOR));
        assertTaken(decide(BAND, moderate(BIA, "c1", 1), NOBODY));
        assertThat(decide(BAND, moderate(BIA, "c1", 2), NOBODY)).isEqualTo(refused(Appended.Reason.NO_SUCH_TARGET));
        assertThat(decide(BAND, edit(BIA, "c1", 1, "x"), ANA_OWNS)).isEqualTo(refused(Appended.Reason.NOT_AUTHOR));
    }

    @Test
    void mentionsGoFromTheDraftIntoTheEvent() {
        Mentions bia = new Mentions(List.of(BIA.id()), true);

        Appended.Committed post = (Appended.Committed) decide(BAND, calling(ANA, "c1", "@Bia", bia), NOBODY);
        Appended.Committed edit =
                (Appended.Committed) decide(BAND, Drafts.editCalling(ANA, "c1", 1, "@Bia", bia), NOBODY);

        assertThat(((RoomEvent.Posted) post.event()).mentions()).isEqualTo(bia);
        assertThat(((RoomEvent.Edited) edit.event()).mentions()).isEqualTo(bia);
    }

    @Test
    void onlyTheCidThatMadeAPrivateRoomAnswersInAnother() {
        Draft found = founding(ANA, "c1");
        Appended.Duplicate made = new Appended.Duplicate(BAND, 1, 5);
        Appended reused = refused(Appended.Reason.CID_REUSED);

        assertThat(LogRules.known(CHOIR, found, made, found.fingerprint())).isEqualTo(made);
        assertThat(LogRules.known(BAND, found, made, found.fingerprint())).isEqualTo(made);
        assertThat(LogRules.known(CHOIR, found, made, found.fingerprint() + 1)).isEqualTo(reused);
        assertThat(LogRules.known(CHOIR, found, new Appended.Duplicate(BAND, 2, 5), found.fingerprint()))
                .isEqualTo(reused);
        assertThat(LogRules.known(CHOIR, found, new Appended.Duplicate(RoomName.LOBBY, 1, 5), found.fingerprint()))
                .isEqualTo(reused);
        Draft invitation = invite(ANA, "c1", BIA, Role.OWNER);
        assertThat(LogRules.known(CHOIR, invitation, made, invitation.fingerprint()))
                .isEqualTo(reused);
    }
}

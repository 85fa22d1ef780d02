package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.remove;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.settings;
import static chat.server.store.Drafts.slow;
import static chat.server.store.Drafts.topic;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Description;
import chat.protocol.Posting;
import chat.protocol.ReadMark;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.ServerMessage;
import chat.protocol.SettingsChange;
import chat.protocol.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: members of private rooms, roles, settings, and who may read what. */
abstract class MembersContract extends QueriesContract {
    /** A private room. */
    protected static final RoomName BAND = new RoomName("~pabcdefghijklmnopqrstuvwx2");

    /** Another one. */
    protected static final RoomName CHOIR = new RoomName("~pabcdefghijklmnopqrstuvwx3");

    private static final RoomName PAIR = new RoomName("~dabcdefghijklmnopqrstuvwx4");
    private static final Author CAIO = author("u3", "Caio");
    private static final Author DAVI = author("u4", "Œdipe ß");

    protected final StoredRoom room(RoomName name) {
        return await(store().rooms()).stream()
                .filter(room -> room.room().equals(name))
                .findAny()
                .orElseThrow();
    }

    private Map<Author, Role> members(RoomName name) {
        return room(name).members().values().stream()
                .collect(Collectors.toMap(StoredMember::author, StoredMember::role));
    }

    @Test
    void whoMakesARoomIsItsFirstMember() {
        RoomSettings settings = RoomSettings.of(new RoomTitle("A banda"), new Description("Ensaios.\nSó nós."));

        RoomEvent event = committed(await(store().append(BAND, settings, List.of(founding(ANA, "c1"))))
                .get(0));

        assertThat(event)
                .isEqualTo(new RoomEvent.MemberAdded(BAND, 1, event.at(), ANA, new Cid("c1"), ANA, Role.OWNER));
        assertThat(room(BAND))
                .isEqualTo(new StoredRoom(
                        BAND, settings, Topic.NONE, 1, Map.of(ANA.id(), new StoredMember(ANA, Role.OWNER)), false));
    }

    @Test
    void membersComeChangeAndGo() {
        List<RoomEvent> events = append(
                        BAND,
                        List.of(
                                founding(ANA, "c1"),
                                invite(ANA, "c2", BIA, Role.MEMBER),
                                invite(ANA, "c3", DAVI, Role.READER),
                                role(ANA, "c4", BIA, Role.MODERATOR),
                                remove(DAVI, "c5", DAVI)))
                .stream()
                .map(StoreFixture::committed)
                .toList();

        assertThat(events.get(2))
                .isEqualTo(
                        new RoomEvent.MemberAdded(BAND, 3, events.get(2).at(), ANA, new Cid("c3"), DAVI, Role.READER));
        assertThat(events.get(3))
                .isEqualTo(new RoomEvent.RoleChanged(
                        BAND, 4, events.get(3).at(), ANA, new Cid("c4"), BIA, Role.MODERATOR));
        assertThat(events.get(4))
                .isEqualTo(new RoomEvent.MemberRemoved(BAND, 5, events.get(4).at(), DAVI, new Cid("c5"), DAVI));
        assertThat(log(BAND)).isEqualTo(events);
        assertThat(members(BAND)).isEqualTo(Map.of(ANA, Role.OWNER, BIA, Role.MODERATOR));
    }

    @Test
    void publicRoomKeepsOnlyWhatIsNoMereMember() {
        append(JAZZ, List.of(role(ANA, "c1", ANA, Role.OWNER), role(ANA, "c2", BIA, Role.READER)));
        assertThat(members(JAZZ)).isEqualTo(Map.of(ANA, Role.OWNER, BIA, Role.READER));

        append(JAZZ, List.of(role(ANA, "c3", BIA, Role.MEMBER), role(ANA, "c4", CAIO, Role.MEMBER)));

        assertThat(members(JAZZ)).isEqualTo(Map.of(ANA, Role.OWNER));
        assertThat(log(JAZZ)).hasSize(4);
        assertThat(append(JAZZ, invite(ANA, "c5", BIA, Role.MEMBER))).isEqualTo(refused(Appended.Reason.REJECTED));
        assertThat(append(JAZZ, remove(ANA, "c6", ANA))).isEqualTo(refused(Appended.Reason.REJECTED));
    }

    @Test
    void directRoomHasMembersAndNoOwner() {
        append(PAIR, List.of(invite(ANA, "c1", ANA, Role.MEMBER), invite(ANA, "c2", BIA, Role.MEMBER)));

        assertThat(members(PAIR)).isEqualTo(Map.of(ANA, Role.MEMBER, BIA, Role.MEMBER));
    }

    @Test
    void whatCannotBeIsRefused() {
        append(BAND, List.of(founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.MEMBER)));

        assertThat(append(
                        BAND,
                        List.of(
                                invite(ANA, "r1", BIA, Role.READER),
                                remove(ANA, "r2", CAIO),
                                role(ANA, "r3", CAIO, Role.READER),
                                remove(ANA, "r4", ANA),
                                role(ANA, "r5", ANA, Role.MODERATOR))))
                .containsExactly(
                        refused(Appended.Reason.ALREADY_MEMBER),
                        refused(Appended.Reason.NO_SUCH_MEMBER),
                        refused(Appended.Reason.NO_SUCH_MEMBER),
                        refused(Appended.Reason.LAST_OWNER),
                        refused(Appended.Reason.LAST_OWNER));
        assertThat(members(BAND)).isEqualTo(Map.of(ANA, Role.OWNER, BIA, Role.MEMBER));
        assertThat(log(BAND)).hasSize(2);
    }

    @Test
    void ownerGoesWhenThereIsAnotherOrNobodyElse() {
        append(BAND, List.of(founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.MEMBER)));

        List<Appended> results =
                append(BAND, List.of(role(ANA, "c3", BIA, Role.OWNER), remove(ANA, "c4", ANA), remove(BIA, "c5", BIA)));

        assertThat(results).extracting(StoreFixture::committedSeq).containsExactly(3L, 4L, 5L);
        assertThat(members(BAND)).isEmpty();
    }

    @Test
    void roomHasOnlySoManyMembers() {
        List<Draft> drafts = new ArrayList<>(List.of(founding(ANA, "c0")));
        for (int i = 1; i <= Drafts.MEMBERS_MAX; i++) {
            drafts.add(invite(ANA, "c" + i, author("m" + i, "Membro"), Role.MEMBER));
        }

        List<Appended> results = append(BAND, drafts);

        assertThat(results.subList(0, Drafts.MEMBERS_MAX)).hasOnlyElementsOfType(Appended.Committed.class);
        assertThat(results.get(Drafts.MEMBERS_MAX)).isEqualTo(refused(Appended.Reason.TOO_MANY_MEMBERS));
        assertThat(append(BAND, List.of(remove(ANA, "n1", author("m1", "Membro")), drafts.get(Drafts.MEMBERS_MAX))))
                .hasOnlyElementsOfType(Appended.Committed.class);
    }

    @Test
    void publicRoomKeepsOnlySoManyRoles() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i <= Drafts.MEMBERS_MAX; i++) {
            drafts.add(role(ANA, "c" + i, author("m" + i, "Membro"), Role.MODERATOR));
        }
        drafts.add(role(ANA, "d1", author("m0", "Membro"), Role.READER));
        drafts.add(role(ANA, "d2", author("m99", "Membro"), Role.MEMBER));

        List<Appended> results = append(JAZZ, drafts);

        assertThat(results.get(Drafts.MEMBERS_MAX)).isEqualTo(refused(Appended.Reason.TOO_MANY_MEMBERS));
        assertThat(results).filteredOn(Appended.Committed.class::isInstance).hasSize(drafts.size() - 1);
    }

    @Test
    void cidThatMadeARoomAnswersWithItWhateverKeyIsOffered() {
        RoomEvent made = committed(append(BAND, founding(ANA, "c1")));
        Appended again = new Appended.Duplicate(BAND, 1, made.at());

        assertThat(await(store().find(CHOIR, founding(ANA, "c1")))).contains(again);
        assertThat(append(CHOIR, founding(ANA, "c1"))).isEqualTo(again);
        assertThat(append(JAZZ, draft(ANA, "c1", "text"))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(append(CHOIR, invite(ANA, "c1", BIA, Role.OWNER))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(await(store().rooms())).extracting(StoredRoom::room).containsExactly(BAND);
        assertThat(committed(append(CHOIR, founding(BIA, "c1"))).room()).isEqualTo(CHOIR);
    }

    @Test
    void cidOfAnInvitationIsForOneRoom() {
        append(BAND, List.of(founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.MEMBER)));
        append(CHOIR, founding(ANA, "c3"));

        assertThat(append(CHOIR, invite(ANA, "c2", BIA, Role.MEMBER))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(append(BAND, invite(ANA, "c2", BIA, Role.READER))).isEqualTo(refused(Appended.Reason.CID_REUSED));
        assertThat(append(BAND, invite(ANA, "c2", BIA, Role.MEMBER))).isInstanceOf(Appended.Duplicate.class);
    }

    @Test
    void changeLeavesTheOtherSettingsAsTheyAre() {
        RoomSettings first = RoomSettings.of(new RoomTitle("Jazz"), new Description("Tudo."));
        await(store().append(JAZZ, first, List.of(draft(ANA, "c1", "text"))));

        RoomEvent event = committed(append(
                JAZZ,
                settings(ANA, "c2", new SettingsChange(new RoomTitle("Blues"), null, Posting.STAFF, true, null))));
        append(JAZZ, slow(ANA, "c3", 30));

        RoomSettings after = new RoomSettings(new RoomTitle("Blues"), new Description("Tudo."), Posting.STAFF, true, 0);
        assertThat(event).isEqualTo(new RoomEvent.RoomChanged(JAZZ, 2, event.at(), ANA, new Cid("c2"), after));
        assertThat(log(JAZZ).get(1)).isEqualTo(event);
        assertThat(room(JAZZ).settings())
                .isEqualTo(new RoomSettings(new RoomTitle("Blues"), new Description("Tudo."), Posting.STAFF, true, 30));
    }

    @Test
    void changesInOneCallBuildOnEachOther() {
        SettingsChange nothingSaid = new SettingsChange(null, Description.NONE, null, false, 0);
        append(JAZZ, List.of(slow(ANA, "c1", 30), topic(ANA, "c2", "Swing"), settings(ANA, "c3", nothingSaid)));

        assertThat(((RoomEvent.RoomChanged) log(JAZZ).get(0)).settings().slowSeconds())
                .isEqualTo(30);
        assertThat(room(JAZZ)).isEqualTo(StoredRoom.of(JAZZ, RoomSettings.of(JAZZ), new Topic("Swing"), 3));
    }

    private ReadMark mark(Author user, RoomName name) {
        return await(store().readMarks().in(user.id(), List.of(name))).get(0);
    }

    private List<RoomName> marked(Author user) {
        return await(store().readMarks().of(user.id(), Optional.empty(), 10)).stream()
                .map(ReadMark::room)
                .toList();
    }

    @Test
    void newMemberHasNothingUnreadOfBefore() {
        append(BAND, List.of(founding(ANA, "c1"), draft(ANA, "c2", "one"), draft(ANA, "c3", "two")));
        assertThat(mark(ANA, BAND).seq()).isZero();

        append(BAND, List.of(invite(ANA, "c4", BIA, Role.MEMBER), draft(ANA, "c5", "three")));
        assertThat(mark(BIA, BAND)).isEqualTo(new ReadMark(BAND, 3, 1, 0, 5));

        append(BAND, List.of(remove(ANA, "c6", BIA), draft(ANA, "c7", "four"), invite(ANA, "c8", BIA, Role.MEMBER)));
        assertThat(mark(BIA, BAND)).isEqualTo(new ReadMark(BAND, 7, 0, 0, 8));
    }

    @Test
    void marksOfRoomsThatOneIsNoMemberOfAreNotListed() {
        append(BAND, List.of(founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.MEMBER)));
        append(LOBBY, draft(ANA, "c3", "text"));
        await(store().readMarks().advance(BIA.id(), LOBBY, 1));
        assertThat(marked(BIA)).containsExactly(LOBBY, BAND);

        append(BAND, remove(ANA, "c4", BIA));

        assertThat(marked(BIA)).containsExactly(LOBBY);
        assertThat(marked(ANA)).containsExactly(BAND);
    }

    @Test
    void onlyMembersHaveAMark() {
        append(BAND, List.of(founding(ANA, "c1"), draft(ANA, "c2", "text"), invite(ANA, "c3", CAIO, Role.MEMBER)));
        assertThat(await(store().readMarks().advance(BIA.id(), BAND, 2))).isEqualTo(ReadMark.none(BAND));
        assertThat(mark(BIA, BAND)).isEqualTo(ReadMark.none(BAND));
        assertThat(await(store().readMarks().among(Set.of(ANA.id(), BIA.id(), CAIO.id()), BAND)))
                .isEqualTo(Map.of(ANA.id(), 0L, CAIO.id(), 2L));

        append(BAND, remove(ANA, "c4", CAIO));

        assertThat(mark(CAIO, BAND)).isEqualTo(ReadMark.none(BAND));
        assertThat(await(store().readMarks().advance(CAIO.id(), BAND, 2))).isEqualTo(ReadMark.none(BAND));
        assertThat(await(store().readMarks().among(Set.of(CAIO.id()), BAND))).isEmpty();
    }

    @Test
    void marksAreToldOfTheRoomsAskedForInTheirOrder() {
        append(LOBBY, List.of(draft(ANA, "c1", "one"), draft(ANA, "c2", "two")));
        append(BAND, founding(ANA, "c3"));
        await(store().readMarks().advance(BIA.id(), LOBBY, 1));

        assertThat(await(store().readMarks().in(BIA.id(), List.of(JAZZ, LOBBY, BAND))))
                .containsExactly(ReadMark.none(JAZZ), new ReadMark(LOBBY, 1, 1, 0, 2), ReadMark.none(BAND));
        assertThat(await(store().readMarks().in(BIA.id(), List.of()))).isEmpty();
    }

    private List<Long> foundBy(Author asker, Optional<RoomName> where) {
        return await(store().search()
                        .search(new MessageSearch.Request(
                                asker.id(), query("segredo"), where, Optional.empty(), Optional.empty(), 10)))
                .hits()
                .stream()
                .map(ServerMessage.Hit::post)
                .map(RoomEvent::seq)
                .toList();
    }

    @Test
    void onlyMembersFindWhatIsSaidInPrivate() {
        append(BAND, List.of(founding(ANA, "c1"), invite(ANA, "c2", BIA, Role.READER), draft(ANA, "c3", "segredo")));
        append(LOBBY, draft(CAIO, "c4", "segredo"));

        assertThat(foundBy(BIA, Optional.empty())).containsExactly(1L, 3L);
        assertThat(foundBy(BIA, Optional.of(BAND))).containsExactly(3L);
        assertThat(foundBy(CAIO, Optional.empty())).containsExactly(1L);
        assertThat(foundBy(CAIO, Optional.of(BAND))).isEmpty();

        append(BAND, remove(ANA, "c5", BIA));

        assertThat(foundBy(BIA, Optional.empty())).containsExactly(1L);
        assertThat(foundBy(BIA, Optional.of(BAND))).isEmpty();
        assertThat(foundBy(ANA, Optional.of(BAND))).containsExactly(3L);
    }

    @Test
    void whatOthersSaidInPrivateTakesNoPlaceOnAPage() {
        append(LOBBY, List.of(draft(ANA, "l1", "segredo"), draft(ANA, "l2", "segredo")));
        append(BAND, founding(ANA, "c0"));
        append(
                BAND,
                IntStream.range(0, 30)
                        .mapToObj(i -> draft(ANA, "c1-" + i, "segredo"))
                        .toList());
        append(LOBBY, draft(ANA, "l3", "segredo"));

        assertThat(search(BIA.id(), query("segredo"), Optional.empty(), Optional.empty(), 2))
                .extracting(hit -> hit.post().seq())
                .containsExactly(3L, 2L, 1L);
    }
}
